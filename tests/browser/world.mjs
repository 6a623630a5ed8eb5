// What every browser test needs: a workspace in a folder of its own, the program serving it on
// loopback over TLS, a register of VAT numbers that says what it is told to, and a browser.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const modules = createRequire(resolve(process.env.ENCLOSURE_NODE_MODULES ?? '.', 'here.js'));
export const program = process.env.ENCLOSURE_PROGRAM ?? '';
const chromiumProgram = '/usr/bin/chromium';
export const host = 'invoices.example';

/// Why the browser tests cannot run here; empty when they can.
export function whyNot() {
  if (!existsSync(chromiumProgram)) return 'chromium is not installed';
  for (const name of ['playwright-core', 'axe-core']) {
    try {
      modules.resolve(name);
    } catch {
      return `npm's ${name} is not in build/npm (./dev test puts it there where npm is installed)`;
    }
  }
  return '';
}

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/// A workspace and the programs that work on it. `stop` ends and removes all of it.
export class World {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'enclosure-browser-'));
    this.shop = join(this.folder, 'shop');
    this.servers = [];
  }

  /// Runs a command; gives its standard output. Fails the test on another exit code than `codes`.
  run(args, { now, codes = [0] } = {}) {
    const head = ['--workspace', this.shop, ...(now ? ['--now', now] : [])];
    try {
      const out = execFileSync(program, [...head, ...args], { stdio: 'pipe', maxBuffer: 1 << 28 });
      assert.ok(codes.includes(0), `${args.join(' ')} ended with 0`);
      return out.toString();
    } catch (error) {
      if (error.status === undefined || !codes.includes(error.status))
        throw new Error(`${args.join(' ')}: ${error.status}\n${error.stdout}\n${error.stderr}`);
      return error.stdout.toString();
    }
  }

  /// The same while servers of this process answer.
  async runBeside(args, { now, codes = [0] } = {}) {
    const all = ['--workspace', this.shop, ...(now ? ['--now', now] : []), ...args];
    const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => { out += bytes; });
    const code = await new Promise((done) => child.on('close', done));
    assert.ok(codes.includes(code), `${args.join(' ')}: ${code}\n${out}`);
    return out;
  }

  /// `init` as a seller in Germany would complete it; `change` may alter the configuration.
  init(change, { now, sample = false } = {}) {
    execFileSync(program, [...(now ? ['--now', now] : []), 'init', this.shop, ...(sample ? ['--sample'] : [])],
      { stdio: 'pipe' });
    const path = join(this.shop, 'enclosure.json');
    const config = JSON.parse(readFileSync(path));
    if (!sample) {
      Object.assign(config.seller, {
        name: 'Muster & Beispiel GmbH', established: 'DE', vat_ids: { DE: 'DE136695976' }, oss: 'DE', over_10000: true,
      });
      config.seller.address = { ...config.seller.address, lines: ['Musterstraße 1'], postcode: '10115', city: 'Berlin' };
      config.mail.from = { ...config.mail.from, address: 'service@muster.example' };
    }
    config.links = { ...config.links, base_url: `https://${host}` };
    change?.(config);
    writeFileSync(path, JSON.stringify(config, null, 2));
  }

  /// A certificate for `host` that nobody has signed.
  certificate() {
    const [key, certificate] = [join(this.folder, 'tls.key'), join(this.folder, 'tls.crt')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key,
      '-out', certificate, '-days', '2', '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`], { stdio: 'pipe' });
    return { certificate, key };
  }

  /// `serve` on a free port, dispatching unless told otherwise; resolves once it listens.
  async serve(args = [], { now } = {}) {
    const all = ['--workspace', this.shop, ...(now ? ['--now', now] : []), '--json', 'serve', '--port', '0', ...args];
    const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'pipe'] });
    const server = { child, errors: '', ended: new Promise((done) => child.on('exit', done)) };
    this.servers.push(server);
    child.stderr.on('data', (bytes) => { server.errors += bytes; });
    server.port = await new Promise((found, failed) => {
      let out = '';
      child.stdout.on('data', (bytes) => {
        out += bytes;
        try {
          found(JSON.parse(out).port);
        } catch { /* not whole yet */ }
      });
      child.on('exit', (code) => failed(new Error(`serve ended with ${code}\n${server.errors}`)));
    });
    return server;
  }

  /// The mails in outbox/, each as text and file name, in order of name.
  mails() {
    const folder = join(this.shop, 'outbox');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).filter((name) => name.endsWith('.eml')).sort()
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'latin1') }));
  }

  async stop() {
    for (const server of this.servers) {
      server.child.kill('SIGTERM');
      await server.ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/// The address of the invoice page out of a mail, however its lines were folded.
export function linkIn(mail) {
  const plain = mail.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
  const bodies = [plain, ...[...mail.matchAll(/base64\r?\n(?:[^\r\n]+\r?\n)*\r?\n([A-Za-z0-9+/=\r\n]+)/g)]
    .map((found) => Buffer.from(found[1], 'base64').toString('latin1'))];
  const found = bodies.map((body) => body.match(new RegExp(`https://${host}/i/[A-Za-z0-9_-]{43,}`))).find(Boolean);
  assert.ok(found, 'the mail has no link');
  return found[0];
}

/// A register that answers as VIES does. `answer` is VALID, INVALID or an error such as
/// MS_UNAVAILABLE; `asked` is what it was asked.
export class Register {
  constructor() {
    this.answer = 'VALID';
    this.asked = [];
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (bytes) => { body += bytes; });
      request.on('end', () => {
        const question = JSON.parse(body || '{}');
        this.asked.push(question);
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(this.reply(question)));
      });
    });
  }

  reply(question) {
    if (!['VALID', 'INVALID'].includes(this.answer))
      return { actionSucceed: false, errorWrappers: [{ error: this.answer }] };
    const valid = this.answer === 'VALID';
    return {
      countryCode: question.countryCode, vatNumber: question.vatNumber, requestDate: '2026-09-01T10:00:00.000Z', valid,
      requestIdentifier: question.requesterNumber ? 'WAPIAAAAZ1234567' : '',
      name: valid ? 'EXEMPLE SARL' : '---', address: valid ? "1 RUE DE L'EXEMPLE\n75001 PARIS" : '---', userError: this.answer,
    };
  }

  async start() {
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }
}

/// Debian's chromium, for which `host` is the server at `port` on this machine.
export async function launch(port) {
  const { chromium } = modules('playwright-core');
  return chromium.launch({
    executablePath: chromiumProgram,
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${host} 127.0.0.1:${port},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1`],
  });
}

/// Fails with each breach that axe-core finds on the page.
export async function expectAccessible(page, where) {
  await page.evaluate(readFileSync(modules.resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })).violations.map((breach) => `${breach.id}: ${breach.help}: ${breach.nodes.map((node) => node.html).join(' | ').slice(0, 400)}`));
  assert.deepEqual(found, [], where);
}

/// Keeps a picture where ENCLOSURE_SCREENSHOTS names a folder.
export async function picture(page, name) {
  const folder = process.env.ENCLOSURE_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/// Moves by the Tab key until `selector` has the focus, as somebody without a mouse would.
export async function tabTo(page, selector, limit = 200) {
  for (let i = 0; i < limit; ++i) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`the Tab key does not reach ${selector}`);
}
