// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// count.js in headless Chromium, against a server that is site and hub in one, under a public name.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP *.example 127.0.0.1'];
const script = await readFile(new URL('../dist/count.min.js', import.meta.url), 'utf8');
let browser, context, server, port, hits, counters, wrong;

before(async () => {
    server = createServer((request, response) => {
        const { pathname, searchParams } = new URL(request.url, 'http://shop.example');
        if (pathname.endsWith('/count.js')) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(script);
        const isCounter = pathname.includes('/counter/');
        if (isCounter) counters.push(request.url);
        if (isCounter || pathname.endsWith('/count')) {
            if (!isCounter) hits.push({ at: pathname, method: request.method, ...Object.fromEntries(searchParams) });
            return response.writeHead(200).end();
        }
        const html = decodeURIComponent(searchParams.get('html') ?? '');
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Page &amp; more</title><link rel="icon" href="data:,">${html}<p>Text`);
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    port = server.address().port;
    // A person's browser, and (by the last flag's absence) one that a program steers.
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...kFlags, '--disable-blink-features=AutomationControlled'] });
});
after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
});
beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    hits = [];
    counters = [];
    wrong = [];
});

const kTag = '<script data-goatcounter="/gc/abc/count" src="/count.js"></script>';
async function open(html = kTag, path = '/a%20b/?utm_source=news&html=', host = 'shop.example') {
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    await page.goto(`http://${host}:${port}${path}${encodeURIComponent(encodeURIComponent(html))}`);
    return page;
}
async function until(condition, what) {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
        assert.ok(Date.now() < deadline, `never happened: ${what}`);
        await new Promise((tick) => setTimeout(tick, 10));
    }
}
// What was counted by the time a last, marked hit arrives, which is sent when `count` others are there: hits travel on
// connections of their own and may overtake each other.
async function allHits(page, count = 0) {
    await until(() => hits.length >= count, `${count} hits`);
    await page.evaluate(() => goatcounter.count({ event: true, path: 'end' }));
    await until(() => hits.some(({ p }) => p == 'end'), 'the last hit');
    return hits.filter(({ p }) => p != 'end');
}

test('a page is counted once, with what it shows and where it came from', async () => {
    const page = await open();
    const [hit, ...others] = await allHits(page, 1);
    assert.deepEqual(others, []);
    const { p, q, rnd, s, ...rest } = hit;
    assert.deepEqual(rest, { at: '/gc/abc/count', method: 'POST', t: 'Page & more', b: '0' });
    assert.match(p, /^\/a%20b\/\?utm_source=news&html=/);
    assert.match(q, /^\?utm_source=news/);
    assert.match(rnd, /^[0-9a-z]{1,5}$/);
    assert.match(s, /^\d+,\d+,[\d.]+$/);
    assert.deepEqual(wrong, []);
});

test('without an address of its own the script counts where it came from', async () => {
    const page = await open('<script src="/stats/count.js?v=1"></script>');
    assert.deepEqual((await allHits(page, 1)).map(({ at }) => at), ['/stats/count']);
});

test('settings of the page: nothing on load, own path, title and referrer', async () => {
    const settings = JSON.stringify({ no_onload: true, title: 'Ours' }).replaceAll('"', '&quot;');
    const page = await open(`<script>window.goatcounter = { path: (p) => '/app' + p.slice(0, 2), referrer: 'mail' }</script><script data-goatcounter="/count" data-goatcounter-settings="${settings}" src="/count.js"></script>`);
    assert.deepEqual(await allHits(page), []);
    await page.evaluate(() => goatcounter.count());
    await page.evaluate(() => goatcounter.count({ path: '/other', title: () => 'T' }));
    await until(() => hits.length == 3, 'both hits');
    assert.deepEqual(hits.filter(({ p }) => p != 'end').map(({ p, t, r }) => [p, t, r]).sort(), [['/app/a', 'Ours', 'mail'], ['/other', 'T', 'mail']]);
    assert.equal(await page.evaluate(() => goatcounter.get_query('utm_source')), 'news');
    assert.equal(await page.evaluate(() => goatcounter.url({ path: () => null })), undefined);
    assert.deepEqual(wrong, []);
});

test('the canonical address of the site counts, a foreign one does not', async () => {
    const own = await open('<link rel="canonical" href="http://www.shop.example/real?id=3">' + kTag);
    assert.deepEqual((await allHits(own, 1)).map(({ p }) => p), ['/real?id=3']);
    hits = [];
    const foreign = await open('<link rel="canonical" href="https://copy.example/real">' + kTag, '/mine?html=');
    assert.match((await allHits(foreign, 1))[0].p, /^\/mine/);
});

test('clicks on marked elements are events, however often they are bound', async () => {
    const page = await open(kTag + '<button data-goatcounter-click="buy" data-goatcounter-title="Buy it" data-goatcounter-referrer="shelf">Buy</button><button id="more" data-goatcounter-click>Read more</button>');
    await page.evaluate(() => goatcounter.bind_events());
    await page.click('button');
    await page.click('#more');
    const events = (await allHits(page, 3)).filter(({ e }) => e == 'true');
    assert.deepEqual(events.map(({ p, t, r }) => [p, t, r]).sort(), [['buy', 'Buy it', 'shelf'], ['more', 'Read more', undefined]]);
    hits = [];
    const quiet = await open('<script>window.goatcounter = { no_events: true }</script>' + kTag + '<button data-goatcounter-click="buy">Buy</button>');
    await until(() => hits.length == 1, 'the page');
    hits = [];
    await quiet.click('button');
    assert.deepEqual(await allHits(quiet), []);
    assert.deepEqual(wrong, []);
});

test('nobody is counted on a local page, in a frame, or against their will', async () => {
    const filter = (page) => page.evaluate(() => goatcounter.filter());
    assert.match(await filter(await open(kTag, '/?html=', '127.0.0.1')), /local/);
    const allowed = await open('<script>window.goatcounter = { allow_local: true }</script>' + kTag, '/?html=', '127.0.0.1');
    assert.equal(await filter(allowed), false);
    assert.equal((await allHits(allowed, 1)).length, 1);
    hits = [];
    const outer = await open(`<iframe src="/inner?html=${encodeURIComponent(encodeURIComponent(kTag))}"></iframe>`);
    await until(() => outer.frames().length == 2, 'the frame');
    const inner = outer.frames()[1];
    await inner.waitForFunction(() => window.goatcounter?.filter);
    assert.match(await filter(inner), /frame/);
    const page = await context.newPage();
    page.on('dialog', (dialog) => dialog.accept());
    await page.goto(`http://shop.example:${port}/?html=${encodeURIComponent(encodeURIComponent(kTag))}#toggle-goatcounter`);
    assert.match(await filter(page), /asked/);
    assert.deepEqual(hits, []);
    await page.reload();
    assert.equal(await filter(page), false);
    assert.deepEqual(wrong, []);
});

test('a program at work says so', async () => {
    const page = await open('<script>window.__nightmare = {}</script>' + kTag);
    assert.deepEqual((await allHits(page, 1)).map(({ b }) => b), ['151']);
    hits = [];
    const driven = await open('<script>Object.defineProperty(navigator, "webdriver", { get: () => true })</script>' + kTag);
    assert.deepEqual((await allHits(driven, 1)).map(({ b }) => b), ['153']);
});

test('visit_count shows a counter as a frame and as an image', async () => {
    const page = await open(kTag + '<p id="here"></p>', '/c/d/?html=');
    await page.evaluate(() => goatcounter.visit_count({ append: '#here', path: '/c/d/' }));
    await page.evaluate(() => goatcounter.visit_count({ type: 'svg', path: 'TOTAL', start: 'week', attr: { class: 'mine' }, style: 'width: 1em' }));
    await page.evaluate(() => goatcounter.visit_count({ append: '#nowhere' }));
    await until(() => counters.length == 2, 'both counters');
    assert.deepEqual(counters.sort(), ['/gc/abc/counter/%2Fc%2Fd%2F.html', '/gc/abc/counter/TOTAL.svg?start=week']);
    assert.equal(await page.locator('#here iframe').count(), 1);
    assert.equal(await page.locator('img.mine').getAttribute('style'), 'width: 1em;');
    assert.deepEqual(wrong, []);
});
