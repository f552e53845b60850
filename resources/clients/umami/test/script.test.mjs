// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The script in headless Chromium, against a server that is site and hub in one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP *.example 127.0.0.1'];
const kSite = '11111111-2222-4333-8444-555555555555';
const script = await readFile(new URL('../dist/script.js', import.meta.url), 'utf8');
let browser, context, server, port, received, answer, wrong;

before(async () => {
    server = createServer((request, response) => {
        const [path, query] = request.url.split('?');
        response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', 'content-type,x-umami-cache');
        if (request.method == 'OPTIONS') return response.writeHead(204).end();
        if (path.endsWith('.js')) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(script);
        if (request.method != 'POST') return response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Page</title>' + decodeURIComponent(query || ''));
        let body = '';
        request.setEncoding('utf8').on('data', (part) => (body += part));
        request.on('end', () => {
            received.push({ path, cache: request.headers['x-umami-cache'], cookie: request.headers.cookie, ...JSON.parse(body) });
            response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
        });
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    port = server.address().port;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
});
beforeEach(async () => {
    await context?.close();
    context = await browser.newContext({ locale: 'en-GB', viewport: null, screen: { width: 1440, height: 900 } });
    received = [];
    answer = { cache: 'token', sessionId: 's', visitId: 'v' };
    wrong = [];
});

async function open(html, { path = '/page', host = 'site.example', hash = '' } = {}) {
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    await page.goto(`http://${host}:${port}${path}?${encodeURIComponent(html)}${hash}`);
    return page;
}
const tag = (attributes = '', src = '/script.js') => `<script data-website-id="${kSite}" ${attributes} src="${src}"></script>`;
async function count(number) {
    const deadline = Date.now() + 20_000;
    while (received.length < number) {
        assert.ok(Date.now() < deadline, `${received.length} instead of ${number}: ${JSON.stringify(received)}`);
        await new Promise((tick) => setTimeout(tick, 10));
    }
    assert.equal(received.length, number);
    return received.map(({ payload }) => payload);
}

test('a page view says what it must, and the token comes back', async () => {
    const page = await open(tag(), { hash: '#top' });
    await count(1);
    const [{ path, type, cache, payload }] = received;
    assert.deepEqual([path, type, cache], ['/api/send', 'event', undefined]);
    assert.deepEqual([payload.website, payload.hostname, payload.title, payload.language, payload.referrer, payload.name], [kSite, 'site.example', 'Page', 'en-GB', '', undefined]);
    assert.match(payload.url, /^http:\/\/site\.example:\d+\/page\?.*#top$/);
    assert.match(payload.screen, /^\d+x\d+$/);
    await page.waitForFunction(() => umami.getSession().cache);
    assert.deepEqual(await page.evaluate(() => umami.getSession()), { website: kSite, cache: 'token', sessionId: 's', visitId: 'v' });
    await page.evaluate(() => umami.track('next'));
    await count(2);
    assert.equal(received[1].cache, 'token');
    assert.deepEqual(wrong, []);
});

test('track() and identify() in all their forms', async () => {
    const page = await open(tag('data-auto-track="false" data-tag="a"'));
    await page.evaluate(async () => {
        await umami.track();
        await umami.track('buy', { revenue: 19.9, currency: 'USD' });
        await umami.track({ url: '/own', title: 'Own' });
        await umami.track((payload) => ({ ...payload, url: '/changed' }));
        await umami.identify('u-7', { plan: 'pro' });
        await umami.identify({ team: 'x' });
        await umami.track('later');
    });
    const payloads = await count(7);
    assert.deepEqual(received.map(({ type }) => type), ['event', 'event', 'event', 'event', 'identify', 'identify', 'event']);
    assert.deepEqual([payloads[0].name, payloads[0].tag], [undefined, 'a']);
    assert.deepEqual([payloads[1].name, payloads[1].data], ['buy', { revenue: 19.9, currency: 'USD' }]);
    assert.deepEqual(payloads[2], { website: kSite, url: '/own', title: 'Own' });
    assert.equal(payloads[3].url, '/changed');
    assert.deepEqual([payloads[4].id, payloads[4].data], ['u-7', { plan: 'pro' }]);
    assert.deepEqual([payloads[5].id, payloads[5].data], ['u-7', { team: 'x' }]);
    assert.equal(payloads[6].id, 'u-7');
    assert.deepEqual(wrong, []);
});

test('views of one page application, with the title they get', async () => {
    const page = await open(tag());
    await count(1);
    await page.evaluate(() => {
        history.pushState({}, '', '/second');
        document.title = 'Second';
    });
    await count(2);
    await page.evaluate(() => history.replaceState({}, '', '/second'));
    await page.evaluate(() => history.pushState({}, '', '/third?x=1#y'));
    await page.evaluate(() => history.pushState({}, '', '/fourth'));
    await count(4);
    await page.goto('about:blank');
    const payloads = await count(4);
    assert.deepEqual(payloads.slice(1).map(({ url }) => url.replace(/^.*:\d+/, '')), ['/second', '/third?x=1#y', '/fourth']);
    assert.equal(payloads[1].title, 'Second');
    assert.match(payloads[1].referrer, /\/page\?/);
    assert.deepEqual(wrong, []);
});

test('addresses without query and fragment', async () => {
    await open(tag('data-exclude-search="true" data-exclude-hash="true"'), { hash: '#top' });
    const [payload] = await count(1);
    assert.equal(payload.url, `http://site.example:${port}/page`);
});

test('elements that name an event', async () => {
    const page = await open(tag() + '<button data-umami-event="Sign up" data-umami-event-plan="pro"><b id=inner>go</b></button><button id=other>no</button>');
    await count(1);
    await page.click('#other');
    await page.click('#inner');
    const payloads = await count(2);
    assert.deepEqual([payloads[1].name, payloads[1].data], ['Sign up', { plan: 'pro' }]);
});

test('a function of the page changes a payload or keeps it back', async () => {
    const change = '<script>function change(type, payload) { return payload.name == "secret" ? null : { ...payload, title: type } }</script>';
    const page = await open(change + tag('data-before-send="change"'));
    await count(1);
    await page.evaluate(async () => {
        await umami.track('secret');
        await umami.track('told');
    });
    const payloads = await count(2);
    assert.deepEqual(payloads.map(({ title, name }) => [title, name]), [['event', undefined], ['event', 'told']]);
});

test('silent where it is switched off', async () => {
    const none = async (attributes, prepare) => {
        const page = await open('<script>' + (prepare || '') + '</script>' + tag(attributes));
        await page.evaluate(() => umami.track('x'));
    };
    await none('data-domains="other.example"');
    await none('data-do-not-track="true"', 'Object.defineProperty(navigator, "doNotTrack", { value: "1" })');
    await none('', 'localStorage["umami.disabled"] = 1');
    await count(0);
    const page = await open('<script>delete localStorage["umami.disabled"]</script>' + tag('data-domains="other.example, site.example"'));
    await count(1);
    answer = { disabled: true };
    await page.evaluate(() => umami.track('last'));
    await page.evaluate(() => umami.track('never'));
    await count(2);
    assert.deepEqual(wrong, []);
});

test('another hub, and one below a path', async () => {
    await open(tag(`data-host-url="http://hub.example:${port}/stats/"`, '/elsewhere/stats.js'));
    await open(tag('', '/p/script.js'));
    await count(2);
    assert.deepEqual(received.map(({ path }) => path).sort(), ['/p/api/send', '/stats/api/send']);
});

test('web vitals, once a load', async () => {
    const page = await open(tag('data-performance="true"') + '<p>text</p>');
    await count(1);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
    await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => setTimeout(frame))));
    await page.goto('about:blank');
    const payloads = await count(2);
    assert.equal(received[1].type, 'performance');
    assert.deepEqual([payloads[1].website, payloads[1].cls], [kSite, 0]);
    assert.ok(payloads[1].fcp > 0 && payloads[1].ttfb >= 0);
});
