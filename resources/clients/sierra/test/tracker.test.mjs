// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tracker in headless Chromium, against a server that is site and hub in one and keeps every request.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const script = (await readFile(new URL('../dist/tracker.js', import.meta.url), 'utf8')).replace('@base@', '');
const kTag = '<script async src="/tracker.js"></script>';
let browser, context, server, origin, received, pings, wrong, tag, failing;

before(async () => {
    server = createServer((request, response) => {
        const path = request.url.replace(/\?.*/, '');
        const cors = { 'Access-Control-Allow-Origin': request.headers.origin ?? 'null' };
        if (path == '/tracker.js') return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(script);
        if (path.endsWith('/track/ping')) {
            pings.push({ method: request.method, url: request.url, headers: request.headers });
            return response.writeHead(failing ? 500 : 200, { ...cors, 'Cache-Control': 'no-store' }).end(failing ? 'no' : '1');
        }
        if (request.method != 'POST') return response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Page</title>${tag}`);
        let text = '';
        request.setEncoding('utf8').on('data', (part) => (text += part));
        request.on('end', () => {
            received.push({ path, headers: request.headers, text, ...JSON.parse(text) });
            response.writeHead(204, cors).end();
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
    context = await browser.newContext({ timezoneId: 'America/New_York' });
    [received, pings, wrong, tag, failing] = [[], [], [], kTag, false];
});

async function open(path = '/page', options = {}) {
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    if (options.init) await page.addInitScript(options.init);
    await page.goto(origin + path, { referer: options.referer });
    return page;
}
async function until(condition, what) {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
        assert.ok(Date.now() < deadline, `never happened: ${what}; ${received.map(({ text }) => text.slice(0, 200)).join('\n')}`);
        await new Promise((tick) => setTimeout(tick, 10));
    }
}
const hits = (kind) => received.filter(({ e }) => e == kind);
const loaded = (count = 1) => until(() => hits('load').length == count, `${count} loads`);
const hide = (page, state) => page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
}, state);

test('load, event and end of a view, byte by byte', async () => {
    const page = await open('/Blog/Post/?utm_source=news#frag', { referer: 'https://www.google.com/search?q=x' });
    await loaded();
    await page.evaluate(() => analytics.event('signup', { plan: 'pro', n: 3, none: null, not: undefined, deep: { a: [1] } }));
    await until(() => hits('custom').length, 'the event');
    const url = page.url();
    const referrer = await page.evaluate(() => document.referrer);
    await page.goto('about:blank');
    await until(() => hits('unload').length, 'the end');
    assert.equal(received.length, 3);
    const [load] = hits('load');
    const [unload] = hits('unload');
    assert.match(load.b, /^[0-9a-z]{12,}$/);
    assert.match(load.i, /^[0-9a-z]{12,}$/);
    const common = (kind) => `{"b":"${load.b}","i":"${load.i}","e":"${kind}","u":"${url}","t":"America/New_York"${referrer ? `,"r":"${referrer}"` : ''}`;
    assert.equal(load.text, common('load') + ',"q":true,"p":true}');
    assert.equal(hits('custom')[0].text, common('custom') + String.raw`,"n":"signup","d":{"plan":"pro","n":"3","deep":"{\"a\":[1]}"}}`);
    assert.equal(unload.text, common('unload') + `,"m":${unload.m}}`);
    assert.ok(Number.isInteger(unload.m) && unload.m >= 0 && unload.m < 60_000);
    for (const { path, headers } of received) {
        assert.equal(path, '/track/hit');
        assert.equal(headers['content-type'], 'text/plain');
        assert.equal(headers.cookie, undefined);
    }
    assert.deepEqual(pings.map(({ method, url: target }) => [method, target]).sort(), [
        ['GET', '/track/ping?h=' + encodeURIComponent(new URL(origin).host)],
        ['GET', '/track/ping?h=' + encodeURIComponent(new URL(origin).host) + '&p=%2FBlog%2FPost%2F'],
    ]);
    for (const { headers } of pings) assert.ok(!headers.cookie && !headers['content-type'] && !Object.keys(headers).some((name) => name.startsWith('x-')));
    assert.deepEqual(wrong, []);
});

test('a ping that fails counts as seen', async () => {
    failing = true;
    await open();
    await loaded();
    assert.deepEqual([hits('load')[0].q, hits('load')[0].p], [false, false]);
});

test('a session is the tab, a view has an id of its own; nothing else is kept', async () => {
    const page = await open();
    await loaded();
    await page.reload();
    await loaded(2);
    await open();
    await loaded(3);
    const [first, again, other] = hits('load');
    assert.equal(again.i, first.i);
    assert.notEqual(other.i, first.i);
    assert.equal(new Set([first.b, again.b, other.b]).size, 3);
    assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, Object.keys(sessionStorage)]), ['', 0, ['analytics-session']]);
});

test('storage that throws leaves a session in memory', async () => {
    const page = await open('/page', { init: () => Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } }) });
    await loaded();
    await page.evaluate(() => analytics.event('x'));
    await until(() => hits('custom').length, 'the event');
    assert.equal(hits('custom')[0].i, hits('load')[0].i);
    assert.deepEqual(wrong, []);
});

test('a page that is seen again goes on counting', async () => {
    const page = await open();
    await loaded();
    await hide(page, 'hidden');
    await until(() => hits('unload').length == 1, 'the first end');
    await hide(page, 'visible');
    await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 5)));
    await hide(page, 'hidden');
    await hide(page, 'hidden');
    await until(() => hits('unload').length == 2, 'the second end');
    const [first, second] = hits('unload');
    assert.equal(second.b, first.b);
    assert.ok(second.m >= first.m + 4, `${first.m}, ${second.m}`);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await loaded(2);
    assert.notEqual(hits('load')[1].b, first.b);
});

test('another path is another view', async () => {
    const page = await open('/one');
    await loaded();
    await page.evaluate(() => {
        history.pushState({}, '', '?same=path');
        history.replaceState({}, '', '#same');
        history.pushState({}, '');
    });
    await page.evaluate(() => history.pushState({}, '', '/two?x'));
    await loaded(2);
    await page.evaluate(() => history.replaceState({}, '', '/three'));
    await loaded(3);
    await page.evaluate(() => history.back());
    await loaded(4);
    const path = ({ u }) => u.slice(origin.length);
    assert.deepEqual(hits('load').map(path), ['/one', '/two?x', '/three', '/one?same=path#same']);
    await until(() => hits('unload').length == 3, 'the ends');
    assert.deepEqual(hits('unload').map(path), ['/one', '/two?x', '/three']);
    assert.equal(await page.evaluate(() => location.pathname), '/one');
    for (const [i, { b }] of hits('unload').entries()) assert.equal(b, hits('load')[i].b);
    assert.deepEqual(wrong, []);
});

test('in hash mode only the fragment leads on, and says that it is a route', async () => {
    tag = '<script async src="/tracker.js" data-hash></script>';
    const page = await open('/app#/one');
    await loaded();
    await page.evaluate(() => history.pushState({}, '', '/elsewhere#/one'));
    await page.evaluate(() => (location.hash = '/two'));
    await loaded(2);
    assert.deepEqual(hits('load').map(({ u, hr }) => [u.slice(origin.length), hr]), [['/app#/one', 1], ['/elsewhere#/two', 1]]);
    assert.ok(pings.some(({ url }) => url.endsWith('&p=' + encodeURIComponent('/elsewhere#/two'))));
});

for (const [what, init] of [
    ['navigator.doNotTrack 1', () => Object.defineProperty(navigator, 'doNotTrack', { value: '1' })],
    ['navigator.doNotTrack yes', () => Object.defineProperty(navigator, 'doNotTrack', { value: 'yes' })],
    ['window.doNotTrack', () => (window.doNotTrack = '1')],
    ['globalPrivacyControl', () => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })],
]) {
    test(`nothing is sent, kept or hooked with ${what}`, async () => {
        tag = kTag.replace('src', 'data-auto-capture-exceptions="true" src');
        const page = await open('/page', { init });
        await page.waitForFunction(() => window.analytics);
        await page.evaluate(() => {
            analytics.event('x');
            analytics.captureException(new Error('x'));
            history.pushState({}, '', '/other');
        });
        assert.ok(await page.evaluate(() => /native code/.test(history.pushState)));
        assert.equal(await page.evaluate(() => sessionStorage.length), 0);
        await page.goto('about:blank');
        await (await open('/quiet', { init })).waitForLoadState('networkidle');
        assert.deepEqual([received, pings, wrong], [[], [], []]);
    });
}

test('uncaught errors and rejections are reported, once each', async () => {
    tag = '<script async src="/tracker.js" data-auto-capture-exceptions="true" data-app-version="1.2.3"></script>';
    const page = await open('/shop?x');
    await loaded();
    await page.evaluate(() => {
        for (let i = 0; i < 3; ++i) setTimeout(() => { throw new TypeError('broken'); });
        Promise.reject({ code: 7 });
        Promise.reject(undefined);
        analytics.captureException(new RangeError(''), { where: 'here' });
        analytics.captureException('text');
    });
    const reports = () => received.filter(({ path }) => path == '/track/exception');
    await until(() => reports().length == 5, 'five reports');
    const of = (m) => reports().find((report) => report.m == m);
    const { b, i } = hits('load')[0];
    const thrown = of('broken');
    assert.equal(thrown.text, JSON.stringify({ u: origin + '/shop?x', ty: 'TypeError', m: 'broken', s: thrown.s, h: false, b, i, v: '1.2.3' }));
    assert.match(thrown.s, /^TypeError: broken\n/);
    assert.deepEqual([of('{"code":7}').ty, of('undefined').ty, of('{"code":7}').s], ['UnhandledRejection', 'UnhandledRejection', undefined]);
    assert.deepEqual([of('RangeError').ty, of('RangeError').h, of('RangeError').d], ['RangeError', true, { where: 'here' }]);
    assert.equal(of('"text"').ty, 'Error');
    assert.equal(reports()[0].headers['content-type'], 'text/plain');
});

test('at most 25 reports leave a page; long stacks are cut', async () => {
    const page = await open();
    await loaded();
    await page.evaluate(() => {
        for (let i = 0; i < 40; ++i) analytics.captureException(Object.assign(new Error('e' + i), { stack: 'x'.repeat(20000) }));
    });
    await until(() => received.filter(({ ty }) => ty).length >= 25, '25 reports');
    await page.goto('about:blank');
    await until(() => hits('unload').length, 'the end');
    const reports = received.filter(({ ty }) => ty);
    assert.equal(reports.length, 25);
    assert.ok(reports.every(({ s }) => s.length == 16000));
});

test('the address is the tag\'s own, without slashes at its end', async () => {
    tag = `<script async src="/tracker.js" data-api="${origin}/stats//"></script>`;
    await open();
    await loaded();
    assert.equal(hits('load')[0].path, '/stats/track/hit');
});

test('what is reported before the page is ready belongs to its view', async () => {
    tag = '<script src="/tracker.js"></script><script>analytics.event("early")</script>';
    await open();
    await loaded();
    await until(() => hits('custom').length, 'the event');
    assert.equal(hits('custom')[0].b, hits('load')[0].b);
});
