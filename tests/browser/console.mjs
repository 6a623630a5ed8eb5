// The seller's console as a seller meets it: from an empty workspace to the first mail, and why a
// request for a review was not sent.

import assert from 'node:assert/strict';
import { World, expectAccessible, host, launch, picture, tabTo, whyNot } from './world.mjs';

const now = '2026-09-01T12:00:00Z';
const phone = { width: 360, height: 800 };
const desktop = { width: 1280, height: 900 };

const order = {
  id: 'C-1', currency: 'EUR', order_date: '2026-08-31', channel: 'shop',
  dispatch_from: { country: 'DE', postcode: '20457', city: 'Hamburg' },
  deliver_to: { name: 'Otto Beispiel', lines: ['Lindenufer 7'], postcode: '04177', city: 'Leipzig', country: 'DE' },
  buyer: { name: 'Otto Beispiel', language: 'de', email: 'otto@beispiel.example' },
  shipments: [{ id: 'S1', shipped_at: '2026-09-01T07:00:00Z' }],
  lines: [{ id: '1', sku: 'X-1', description: 'Schreibtischlampe', quantity: '1', unit_price_gross: '119.00' }],
};
const returned = { id: 'C-1-back', order: 'C-1', type: 'returned', at: '2026-09-01T11:00:00Z' };

const why = whyNot();
if (why) {
  console.log(`Skipped: ${why}.`);
  process.exit(77);
}

const world = new World();
let browser;
const step = (text) => console.log(text);

async function looksRight(page, name) {
  for (const [where, viewport, scheme] of [['desktop', desktop, 'light'], ['phone', phone, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page, `${name} ${where}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${name} scrolls sideways by ${overflow} px (${where})`);
    await picture(page, `console-${name}-${where}`);
  }
  await page.setViewportSize(desktop);
}

/// Opens the page anew until `holds`; a minute at most.
async function until(page, path, holds, what) {
  for (const started = Date.now(); Date.now() - started < 60_000;) {
    await page.goto(`https://${host}${path}`);
    if (holds(await page.textContent('main'))) return;
    await new Promise((done) => { setTimeout(done, 200); });
  }
  assert.fail(`${what}\n${await page.textContent('main')}`);
}

async function paste(page, text) {
  await page.goto(`https://${host}/console/import`);
  await page.fill('#text', text);
  await Promise.all([page.waitForNavigation(), page.click('#go')]);
}

try {
  world.init((config) => {
    config.http = { ...config.http, tls: world.certificate() };
    config.rates = { fetch: false };
    config.shop = { ...config.shop, review_url: 'https://shop.example/review/{sku}' };
  }, { now });
  const key = world.run(['keys', 'add', '--name', 'desk', '--scope', 'console'], { now }).match(/enc_[0-9A-Za-z]{49}/)[0];
  const server = await world.serve([], { now });
  browser = await launch(server.port);
  const context = await browser.newContext({ viewport: desktop, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.on('request', (request) => assert.equal(new URL(request.url()).host, host, 'nothing is fetched from elsewhere'));

  step('Nobody gets in without the key');
  await page.goto(`https://${host}/console/orders`);
  assert.equal(new URL(page.url()).pathname, '/console/login');
  await page.fill('#key', key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.equal(await page.getAttribute('#key', 'aria-invalid'), 'true');
  await looksRight(page, 'login');
  await page.fill('#key', key);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.equal(new URL(page.url()).pathname, '/console');
  const [cookie] = await context.cookies();
  assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === 'Strict');

  step('An empty workspace leads to the first step');
  await looksRight(page, 'empty');

  step('What is wrong is told, and nothing is taken in');
  await paste(page, JSON.stringify({ ...order, lines: [{ ...order.lines[0], quantity: 'many' }] }));
  assert.match(await page.textContent('#results'), /quantity/);
  await looksRight(page, 'import-faults');

  step('An order by paste, its invoice and the first mail by themselves');
  await paste(page, JSON.stringify(order));
  await looksRight(page, 'import');
  await until(page, '/console/orders/C-1', (text) => /R-2026-000001/.test(text), 'no invoice was issued');
  await until(page, '/console/messages?state=sent', (text) => /C-1/.test(text), 'no mail was sent');
  assert.equal(world.mails().length, 1);
  await page.goto(`https://${host}/console`);
  await looksRight(page, 'today');
  await page.goto(`https://${host}/console/orders/C-1/mails/1`);
  assert.match(await page.textContent('#mail-text'), /R-2026-000001/);
  await looksRight(page, 'mail');

  step('The goods come back: the story says why no review is asked for');
  await paste(page, JSON.stringify(returned));
  await until(page, '/console/orders/C-1', (text) => /returned/i.test(text) && /suppressed/i.test(text), 'the request is not suppressed');
  assert.match(await page.textContent('#mail-2'), /suppressed/i);
  await looksRight(page, 'story');

  step('Every page, by keyboard as well');
  await page.goto(`https://${host}/console`);
  await tabTo(page, 'a[href="/console/orders"]');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.equal(new URL(page.url()).pathname, '/console/orders');
  for (const name of ['orders', 'messages', 'texts', 'coverage', 'audit', 'bounces', 'settings']) {
    await page.goto(`https://${host}/console/${name}`);
    await looksRight(page, name);
  }

  step('Out again');
  await Promise.all([page.waitForNavigation(), page.click('.logout button')]);
  await page.goto(`https://${host}/console`);
  assert.equal(new URL(page.url()).pathname, '/console/login');
  assert.doesNotMatch(server.errors, /beispiel|Lindenufer|enc_/i, 'the log names nobody');
  console.log('1 passed, 0 failed');
} finally {
  await browser?.close();
  await world.stop();
}
