// The buyer's page as a buyer meets it: from the link in the mail to the corrected invoice.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Register, World, expectAccessible, host, launch, linkIn, picture, sha256, tabTo, whyNot } from './world.mjs';

const now = '2026-09-01T12:00:00Z';
const later = '2026-09-02T12:00:00Z';
const phone = { width: 360, height: 800 };
const desktop = { width: 1280, height: 900 };

/// A consumer in Paris, until the buyer says otherwise.
const order = (id) => ({
  id, currency: 'EUR', order_date: '2026-08-31', channel: 'shop',
  dispatch_from: { country: 'DE', postcode: '20457', city: 'Hamburg' },
  deliver_to: { name: 'Jeanne Exemple', lines: ["1 rue de l'Exemple"], postcode: '75001', city: 'Paris', country: 'FR' },
  buyer: { name: 'Jeanne Exemple', language: 'de', email: `achats-${id.toLowerCase()}@exemple.example` },
  shipments: [{ id: 'S1', shipped_at: '2026-09-01T07:00:00Z' }],
  lines: [{ id: '1', sku: 'X-1', description: 'Schreibtischlampe', quantity: '1', unit_price_gross: '120.00' }],
});

const why = whyNot();
if (why) {
  console.log(`Skipped: ${why}.`);
  process.exit(77);
}

const world = new World();
const register = new Register();
let browser;
const step = (text) => console.log(text);

/// What the store says of an order's documents.
const documents = (id) => JSON.parse(world.run(['--json', 'explain', id], { now: later })).at(-1).documents;

/// The page of `link`, opened fresh: no cookies of another visit.
async function visit(link, { viewport = desktop, scheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport, colorScheme: scheme, ignoreHTTPSErrors: true, acceptDownloads: true });
  const page = await context.newPage();
  page.on('request', (request) => assert.equal(new URL(request.url()).host, host, 'nothing is fetched from elsewhere'));
  page.on('console', (message) => { if (message.type() === 'error' && !/status of 4/.test(message.text())) assert.fail(`the page complains: ${message.text()}`); });
  const answer = await page.goto(link);
  assert.equal(answer.status(), 200);
  return page;
}

async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/// Gives the post code of the delivery, by keyboard alone.
async function unlock(page, postcode) {
  await tabTo(page, 'input[name=postcode]');
  await page.keyboard.type(postcode);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

/// Fills the form in by keyboard alone and sends it.
async function tell(page, company, number) {
  for (const [field, text] of [['company', company], ['vat_id', number]]) {
    await tabTo(page, `input[name=${field}]`);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  }
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function looksRight(page, name) {
  await expectAccessible(page, name);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${name} scrolls sideways by ${overflow} px`);
  await picture(page, name);
}

try {
  await register.start();
  world.init((config) => {
    config.vies = { base_url: register.url, timeout_seconds: 5 };
    config.rates = { fetch: false };
    config.http = { ...config.http, tls: world.certificate() };
  }, { now });
  writeFileSync(join(world.folder, 'orders.json'), JSON.stringify(['B-1', 'B-2', 'B-3'].map(order)));
  world.run(['import', join(world.folder, 'orders.json')], { now });
  world.run(['issue'], { now });
  world.run(['run', '--once'], { now });
  const link = (id) => linkIn(world.mails().find((mail) => mail.name.includes(id)).text);
  const server = await world.serve(['--no-dispatch'], { now });
  browser = await launch(server.port);

  step('A link that leads nowhere says no more than that');
  {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const answer = await page.goto(`https://${host}/i/${'A'.repeat(43)}`);
    assert.equal(answer.status(), 404);
    await looksRight(page, 'nowhere');
    await context.close();
  }

  step('The page in German, Greek and Bulgarian, on a phone and on a desk, by day and by night');
  for (const language of ['de', 'el', 'bg']) {
    for (const [where, viewport] of [['phone', phone], ['desktop', desktop]]) {
      for (const scheme of ['light', 'dark']) {
        const page = await visit(`${link('B-1')}?lang=${language}`, { viewport, scheme });
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.ok((await page.textContent('body')).includes('B-1'));
        assert.ok(!(await page.textContent('body')).includes('Exemple'), 'nothing personal before the post code');
        await looksRight(page, `page-${language}-${where}-${scheme}`);
        await page.context().close();
      }
    }
  }

  step('The PDF is the one that was archived');
  {
    const page = await visit(link('B-1'));
    const file = await download(page, () => page.click('a[href$="invoice.pdf"], a[href$="invoices/0.pdf"]'));
    assert.equal(sha256(file.bytes), documents('B-1')[0].sha256);
    assert.match(file.name, /\.pdf$/);
    await page.context().close();
  }

  step('By keyboard: the wrong post code, the right one, a number that is none, one that VIES does not know');
  {
    const page = await visit(link('B-1'));
    await unlock(page, '10115');
    assert.equal(await page.getAttribute('input[name=postcode]', 'aria-invalid'), 'true');
    await looksRight(page, 'wrong-postcode');
    await unlock(page, '75001');
    await looksRight(page, 'form');
    await page.setViewportSize(phone);
    await looksRight(page, 'form-phone');
    await page.setViewportSize(desktop);
    await page.evaluate(() => document.querySelectorAll('form').forEach((form) => { form.noValidate = true; }));
    await tell(page, 'Exemple SARL', 'FR1');
    assert.equal(await page.getAttribute('input[name=vat_id]', 'aria-invalid'), 'true');
    assert.equal(await page.inputValue('input[name=company]'), 'Exemple SARL', 'what was typed stays');
    assert.equal(register.asked.length, 0, 'nobody is asked about a number that cannot be one');
    await looksRight(page, 'number-malformed');
    register.answer = 'INVALID';
    await tell(page, 'Exemple SARL', 'FR61954506077');
    assert.equal(register.asked.length, 1);
    assert.equal(documents('B-1').length, 1, 'nothing has changed');
    await looksRight(page, 'number-unknown');
    for (const language of ['de', 'el', 'bg']) {
      await page.goto(`${link('B-1')}?lang=${language}`);
      await tell(page, 'Exemple SARL', 'FR61954506077');
      assert.equal(register.asked.length, 1, 'it is not asked again within the hour');
      await looksRight(page, `number-asked-lately-${language}-desktop`);
      await page.setViewportSize(phone);
      await looksRight(page, `number-asked-lately-${language}-phone`);
      await page.setViewportSize(desktop);
    }
    await page.context().close();
  }

  step('Who is refused is told what to do, in the language of the browser');
  for (const language of ['de', 'el', 'bg']) {
    for (const [where, viewport] of [['phone', phone], ['desktop', desktop]]) {
      const context = await browser.newContext({ viewport, locale: language, ignoreHTTPSErrors: true });
      const page = await context.newPage();
      for (const [name, status, type, length] of [
        ['foreign', 403, 'application/x-www-form-urlencoded', 1], ['other-type', 415, 'text/plain', 1],
        ['too-large', 413, 'application/x-www-form-urlencoded', 20_000]]) {
        // From a page of nobody the form is a foreign one; from ours it is not.
        if (name === 'foreign') await page.goto('about:blank');
        else await page.goto(link('B-1'));
        const answer = page.waitForResponse((one) => one.request().method() === 'POST');
        await page.evaluate(([action, enctype, value]) => {
          const form = document.body.appendChild(document.createElement('form'));
          Object.assign(form, { method: 'post', action, enctype });
          form.appendChild(Object.assign(document.createElement('input'), { name: 'company', value }));
          form.submit();
        }, [`${link('B-1')}/details`, type, 'x'.repeat(length)]);
        assert.equal((await answer).status(), status);
        await page.waitForLoadState();
        assert.equal(await page.getAttribute('html', 'lang'), language);
        await looksRight(page, `refused-${name}-${language}-${where}`);
        await Promise.all([page.waitForNavigation(), page.click('a.button')]);
        assert.equal(page.url(), link('B-1'));
      }
      await context.close();
    }
  }

  step('A valid number: cancelled and issued anew, shown on the spot');
  {
    register.answer = 'VALID';
    const page = await visit(link('B-2'));
    await unlock(page, '75001');
    await tell(page, 'Exemple SARL', 'FR40303265045');
    const chain = documents('B-2');
    assert.equal(chain.length, 3);
    for (const one of chain) assert.ok((await page.textContent('body')).includes(one.number), `${one.number} is shown`);
    await looksRight(page, 'corrected');
    const file = await download(page, () => page.click('a[href$="invoice.pdf"], a[href$="invoices/2.pdf"]'));
    assert.equal(sha256(file.bytes), chain[2].sha256);
    await page.context().close();
  }

  step('VIES is down: accepted, finished later by itself');
  {
    register.answer = 'MS_UNAVAILABLE';
    const page = await visit(link('B-3'));
    await unlock(page, '75001');
    await tell(page, 'Exemple SARL', 'FR23334175221');
    assert.equal(documents('B-3').length, 1);
    await looksRight(page, 'pending');
    register.answer = 'VALID';
    await world.runBeside(['run', '--once'], { now: later, codes: [0, 75] });
    await page.reload();
    const chain = documents('B-3');
    assert.equal(chain.length, 3);
    assert.ok((await page.textContent('body')).includes(chain[2].number));
    await looksRight(page, 'finished-later');
    await page.context().close();
  }

  step('The next day the number is registered: the same form once more');
  {
    register.answer = 'VALID';
    const next = await world.serve(['--no-dispatch'], { now: later });
    await browser.close();
    browser = await launch(next.port);
    const page = await visit(link('B-1'));
    await unlock(page, '75001');
    await tell(page, 'Exemple SARL', 'FR61954506077');
    assert.equal(documents('B-1').length, 3);
    await looksRight(page, 'registered-since');
    await page.context().close();
  }
  assert.doesNotMatch(server.errors, /Exemple|75001|FR40303265045|\/i\/[A-Za-z0-9_-]{20}/, 'the log names nobody');
  console.log('1 passed, 0 failed');
} finally {
  await browser?.close();
  await world.stop();
  await register.stop();
}
