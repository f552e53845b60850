// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client of pages in headless Chromium, against a server that is site and hub in one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const script = await readFile(new URL('../dist/client.min.js', import.meta.url), 'utf8');
let browser, context, server, origin, received, answers, wrong;

before(async () => {
    server = createServer((request, response) => {
        if (request.url.startsWith('/apis/')) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(script);
        if (request.method != 'POST') return response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Page</title>' + decodeURIComponent(request.url.split('?')[1] || ''));
        let body = '';
        request.setEncoding('utf8').on('data', (part) => (body += part));
        request.on('end', () => {
            received.push({ path: request.url, type: request.headers['content-type'], ...JSON.parse(body) });
            response.writeHead(answers.shift() || 200).end('ok');
        });
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${server.address().port}`;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
});
beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    received = [];
    answers = [];
    wrong = [];
});

async function open(head = '<script src="/apis/javascript/client.js"></script>') {
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    await page.goto(origin + '/page?' + encodeURIComponent(head));
    return page;
}
async function until(condition, what) {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
        assert.ok(Date.now() < deadline, `never happened: ${what}`);
        await new Promise((tick) => setTimeout(tick, 10));
    }
}
// Each once: a beacon repeats a call that is still on its way, and the hub tells by the id.
const events = () => [...new Map(received.flatMap((call) => call.events || []).map((event) => [event.id, event])).values()];

test('the first event leaves at once, five together, the rest with the page', async () => {
    const page = await open();
    await page.evaluate(() => openMetrics.logEvent('first', { text: 'a b+c & ünï' }));
    await until(() => events().length == 1, 'the first event');
    await page.evaluate(() => ['2', '3', '4', '5', '6', '7'].forEach((name) => openMetrics.logEvent(name)));
    await page.goto('about:blank');
    await until(() => events().length == 7, 'all events');
    assert.deepEqual(events().map(({ name }) => name).sort(), ['2', '3', '4', '5', '6', '7', 'first']);
    assert.deepEqual(events()[0].props, { text: 'a b+c & ünï' });
    assert.ok(received.every(({ sessionId }) => /^[A-Za-z0-9]{10}$/.test(sessionId) && sessionId == received[0].sessionId));
    assert.ok(received.every(({ type }) => /^text\/plain/.test(type)));
    assert.deepEqual(wrong, []);
});

test('any number of calls queued before the script came is replayed', async () => {
    const queue = [...Array(20).keys()].map((i) => ['event', 'e' + i, { i }]);
    queue.push(['setUserId', 'u'], ['setUserProperties', { a: 1 }], ['setSessionProperties', { b: 2 }], ['nonsense']);
    const page = await open(`<script>_om = ${JSON.stringify(queue)}</script><script src="/apis/javascript.js"></script>`);
    await page.evaluate(() => _om.push(['event', 'later']));
    await until(() => events().length == 21 && received.length >= 4, 'all calls');
    const call = (path) => received.find((one) => one.path == path);
    assert.equal(call('/v1/setUserId').uid, 'u');
    assert.deepEqual(call('/v1/setUserProps').props, { a: 1 });
    assert.deepEqual(call('/v1/setSessionProps').props, { b: 2 });
    assert.deepEqual(wrong, []);
});

test('a session lasts over pages until it is cleared', async () => {
    const page = await open();
    const cookie = () => page.evaluate(() => /_metricId=(\w{10})/.exec(document.cookie)[1]);
    const first = await cookie();
    await page.reload();
    assert.equal(await cookie(), first);
    await page.evaluate(() => {
        openMetrics.logEvent('old');
        openMetrics.clearSession();
        openMetrics.logEvent('new');
        openMetrics.destroy();
    });
    await until(() => events().length == 2, 'both events');
    assert.notEqual(await cookie(), first);
    const of = (name) => received.find((call) => call.events[0].name == name).sessionId;
    assert.deepEqual([of('old'), of('new')], [first, await cookie()]);
    assert.deepEqual(wrong, []);
});

test('a call that the hub cannot take now leaves with the page', async () => {
    answers = [503];
    const page = await open();
    await page.evaluate(() => openMetrics.setUserId('u'));
    await until(() => received.length == 1, 'the first try');
    await page.goto('about:blank');
    await until(() => received.length == 2, 'the beacon');
    assert.deepEqual(received.map(({ uid }) => uid), ['u', 'u']);
});
