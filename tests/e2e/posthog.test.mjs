// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// PostHog's own packages, unchanged, against a hub: what arrived is asked through API v2. Then the vectors of the wire
// over a socket.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { PostHog } from 'posthog-node';
import { holds, holdsEvents } from './expected.mjs';
import { startHub } from './hub.mjs';
import { wireVectors } from './wirevectors.mjs';

// A visitor's browser: without the marks of automation, which the client takes for a bot.
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-blink-features=AutomationControlled', '--user-agent=' + userAgent];
const kTooLarge = 'sightglass_http_refused_total{reason="payload_too_large"}';
const kWrong = "function goWrong() { setTimeout(function late() { throw new TypeError('outer', { cause: new Error('inner') }); }); }";
let hub, server, origin, browser;

before(async () => {
    const bundled = await build({
        stdin: { contents: "import posthog from 'posthog-js'; window.posthog = posthog;", resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
        bundle: true, write: false, format: 'iife', define: { 'process.env.NODE_ENV': '"production"' },
    });
    hub = await startHub();
    server = createServer((request, response) => {
        if (request.url == '/wrong.js') return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(kWrong);
        if (request.url == '/posthog.js') return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(bundled.outputFiles[0].text);
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script src="/posthog.js"></script><script src="/wrong.js"></script><p>Hello</p><button>go</button>');
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${server.address().port}`;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await hub?.stop();
});

async function projectWithToken(name) {
    const project = await hub.project(name);
    const { items } = await hub.api(`/projects/${project.id}/sources`);
    return { ...project, token: items[0].posthogToken };
}

// Everything that went to the hub, and everything that went wrong on the page.
async function open(path) {
    const page = await (await browser.newContext()).newPage();
    const wrong = [];
    const sent = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && wrong.push(message.text()));
    page.on('request', (request) => {
        if (request.url().startsWith(hub.url)) sent.push(request);
        else if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) wrong.push(request.url());
    });
    page.on('response', (response) => response.url().startsWith(hub.url) && response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
    await page.goto(origin + path);
    return { page, wrong, sent };
}

test('posthog-js in a page of another origin', async () => {
    const project = await projectWithToken('posthog-js');
    const { page, wrong, sent } = await open('/shop?utm_source=news&gclid=G1');
    const ids = await page.evaluate(async ([token, api_host]) => {
        // The page view comes by itself, a moment after the client is there.
        const seen = new Promise((done) => posthog.on('eventCaptured', ({ event }) => event == '$pageview' && done()));
        posthog.init(token, { api_host, capture_performance: false });
        await seen;
        const before = posthog.get_distinct_id();
        posthog.capture('added', { sku: 's-1', count: 2 });
        posthog.identify('u-1', { email: 'ann@e.com' });
        posthog.captureException(new TypeError('outer', { cause: new Error('inner') }));
        posthog.group('company', 'acme', { size: 7 });
        return { before, session: posthog.get_session_id() };
    }, [project.token, hub.url]);
    await project.events(5);
    // What still waits leaves with the page.
    await page.evaluate(() => posthog.capture('bought', { revenue: 12.5, currency: 'EUR' }));
    await page.goto('about:blank');
    const events = await project.events(7);
    const common = { protocol: 'posthog', path: '/shop', hostname: '127.0.0.1', click_id_kind: 'gclid', utm_source: 'news', session_hint: ids.session, library: { name: 'web' }, browser: 'Chrome', os: 'Linux', device: 'desktop', messageId: /^[0-9a-f-]{36}$/, bot: undefined };
    holdsEvents(events.filter(({ kind }) => kind == 'pageview' || kind == 'custom'), [
        { ...common, type: 'page', kind: 'pageview', anonymousId: ids.before, title: 'Shop' },
        { ...common, type: 'track', event: 'added', anonymousId: ids.before, properties: { sku: 's-1', count: 2 } },
        { ...common, type: 'track', event: 'bought', userId: 'u-1', groups: { company: 'acme' }, revenue_minor: 1250, currency: 'EUR', properties: undefined },
    ]);
    const one = (kind) => events.filter((event) => event.kind == kind);
    holds(one('identify'), [one('identify')[0]]);
    holds(one('identify')[0], { userId: 'u-1', linked_id: ids.before, link_kind: 'identify', traits: { email: 'ann@e.com' } });
    holds(one('group')[0], { userId: 'u-1', groups: { company: 'acme' }, traits: { size: 7 } });
    const chain = one('exception')[0].exception.exception;
    assert.deepEqual(chain.map(({ type, value }) => [type, value]), [['Error', 'inner'], ['TypeError', 'outer']]);
    holds(one('engagement')[0], { userId: 'u-1', path: '/shop', engagement_ms: /^\d+$/ });
    assert.deepEqual(wrong, []);
    const bodies = sent.filter((request) => request.method() == 'POST').map((request) => request.url() + request.postDataBuffer()?.toString('base64'));
    assert.equal(new Set(bodies).size, bodies.length, 'nothing is sent twice');
    const { metrics } = await hub.api(`/projects/${project.id}/query`, 'POST', { kind: 'summary', metrics: ['visitors', 'visits', 'pageviews'], range: 'today' });
    assert.deepEqual(metrics, { visitors: 1, visits: 1, pageviews: 1 });
});

test('posthog-js measures web vitals and reports what nobody caught, by the files of the hub', async () => {
    const project = await projectWithToken('extensions');
    const { page, wrong, sent } = await open('/slow');
    await page.evaluate(([token, api_host]) => {
        document.querySelector('button').onclick = () => { const end = performance.now() + 100; while (performance.now() < end); };
        window.captured = [];
        posthog.on('eventCaptured', ({ event }) => captured.push(event));
        posthog.init(token, { api_host });
    }, [project.token, hub.url]);
    await page.waitForFunction(() => window.__PosthogExtensions__?.postHogWebVitalsCallbacksByFlavor && window.__PosthogExtensions__?.errorWrappingFunctions && captured.includes('$pageview'));
    const measured = await page.evaluate(async () => {
        const shift = await new Promise((done) => {
            new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0))).observe({ type: 'layout-shift' });
            document.body.insertAdjacentHTML('afterbegin', '<div style="height: 200px"></div>');
        });
        window.clicked = new Promise((done) => {
            new PerformanceObserver((list) => {
                const click = list.getEntriesByName('click').find((entry) => entry.interactionId);
                // What measures waits until the page is idle, a second at most.
                if (click) requestIdleCallback(() => done(click.duration), { timeout: 2000 });
            }).observe({ type: 'event', durationThreshold: 16 });
        });
        goWrong();
        return { shift, fcp: performance.getEntriesByName('first-contentful-paint')[0].startTime };
    });
    await page.click('button');
    measured.click = await page.evaluate(() => clicked);
    await page.waitForFunction(() => captured.includes('$exception'));
    // What is measured until the end is told when the page is left.
    await page.goto('about:blank');
    const deadline = Date.now() + 30_000;
    let events = [];
    const vitals = () => Object.assign({}, ...events.filter(({ kind }) => kind == 'vitals').map((event) => event.vitals));
    while (Object.keys(vitals()).length < 4 && Date.now() < deadline) events = (await hub.api(`/projects/${project.id}/events?limit=100`)).items;
    const { lcp, cls, inp, fcp } = vitals();
    const close = (a, b) => Math.abs(a - b) < 0.01;
    assert.ok(close(fcp, measured.fcp) && lcp >= fcp, `${fcp} and ${lcp} for ${measured.fcp}`);
    assert.ok(measured.shift > 0 && close(cls, measured.shift), `${cls} for ${measured.shift}`);
    assert.ok(measured.click >= 100 && inp >= measured.click, `${inp} for ${measured.click}`);
    const thrown = events.filter(({ kind }) => kind == 'exception');
    assert.equal(thrown.length, 1);
    holds(thrown[0], { protocol: 'posthog', path: '/slow' });
    const chain = thrown[0].exception.exception;
    assert.deepEqual(chain.map(({ type, value, mechanism }) => [type, value, mechanism.handled]), [['Error', 'inner', false], ['TypeError', 'outer', false]]);
    const frame = chain[1].stacktrace.frames.at(-1);
    assert.deepEqual([frame.function, frame.filename, frame.lineno], ['late', origin + '/wrong.js', 1]);
    assert.deepEqual(wrong, ['outer'], 'the page saw its own error, and no other');
    assert.ok(sent.some((request) => new URL(request.url()).pathname.endsWith('/exception-autocapture.js')));
});

test('what is captured by itself is hidden in lists, kept or dropped as the project says', async () => {
    const project = await projectWithToken('automatic');
    const capture = async () => {
        const batch = ['$autocapture', '$autocapture', 'bought'].map((event) => ({ event, distinct_id: 'u-1' }));
        const answer = await fetch(hub.url + '/batch/', { method: 'POST', body: JSON.stringify({ api_key: project.token, batch }) });
        assert.deepEqual(await answer.json(), { status: 'Ok' });
    };
    const listed = async (filters = []) => {
        const { rows, other } = await hub.api(`/projects/${project.id}/query`, 'POST', { kind: 'breakdown', property: 'event', metrics: ['events'], range: 'today', filters });
        return [...rows.map(({ value, events }) => [value, events]), other.events];
    };
    const say = (automaticEvents) => hub.api(`/projects/${project.id}`, 'PATCH', { automaticEvents });
    await capture();
    await project.events(3);
    assert.deepEqual(await listed(), [['bought', 1], 2]);
    assert.deepEqual(await listed([{ property: 'event', op: 'is', value: '$autocapture' }]), [['$autocapture', 2], 0]);
    await say('drop');
    const before = await hub.counter('sightglass_events_total{protocol="posthog",outcome="discarded"}');
    await capture();
    await project.events(4);
    assert.equal(await hub.counter('sightglass_events_total{protocol="posthog",outcome="discarded"}'), before + 2);
    await say('keep');
    assert.deepEqual(await listed(), [['$autocapture', 2], ['bought', 2], 0]);
});

test('posthog-node', async () => {
    const project = await projectWithToken('posthog-node');
    const client = new PostHog(project.token, { host: hub.url });
    client.capture({ distinctId: 'u-1', event: 'paid', properties: { plan: 'pro', revenue: 3 }, groups: { company: 'acme' } });
    client.identify({ distinctId: 'u-1', properties: { email: 'ann@e.com' } });
    client.alias({ distinctId: 'u-1', alias: 'u-1-old' });
    client.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { size: 7 } });
    client.captureException(new RangeError('too far'), 'u-1');
    client.capture({ distinctId: 'u-1', event: 'late', timestamp: new Date(Date.now() - 3_600_000) });
    await client.shutdown();
    const events = await project.events(6);
    const common = { protocol: 'posthog', device: 'server', library: { name: 'posthog-node' }, bot: undefined, country: undefined };
    holdsEvents(events, [
        { ...common, type: 'track', event: 'paid', userId: 'u-1', properties: { plan: 'pro' }, revenue_minor: 300, groups: { company: 'acme' } },
        { ...common, type: 'track', event: 'late', userId: 'u-1' },
        { ...common, type: 'track', event: 'exception', kind: 'exception', userId: 'u-1' },
        { ...common, type: 'identify', userId: 'u-1', traits: { email: 'ann@e.com' } },
        { ...common, type: 'alias', userId: 'u-1', linked_id: 'u-1-old', link_kind: 'alias' },
        { ...common, type: 'group', userId: undefined, groups: { company: 'acme' }, traits: { size: 7 } },
    ]);
    const [thrown] = events.find(({ kind }) => kind == 'exception').exception.exception;
    holds(thrown, { type: 'RangeError', value: 'too far' });
    assert.ok(thrown.stacktrace.frames.some(({ filename }) => filename.endsWith('posthog.test.mjs')));
    const age = Date.now() - Date.parse(events.find(({ event }) => event == 'late').event_time);
    assert.ok(age > 3_500_000 && age < 3_700_000, `an hour ago, not ${age} ms`);
});

test('posthog-node halves a batch that is too large', async () => {
    const project = await projectWithToken('halving');
    const before = await hub.counter(kTooLarge);
    const client = new PostHog(project.token, { host: hub.url, flushAt: 24, fetchRetryCount: 0 });
    client.on('error', (error) => assert.fail(error));
    for (let i = 0; i < 24; ++i) client.capture({ distinctId: 'u-1', event: `big-${i}`, properties: { text: randomBytes(750_000).toString('base64') } });
    await client.shutdown(60_000);
    const events = await project.events(24);
    assert.equal(new Set(events.map(({ event }) => event)).size, 24);
    assert.ok(await hub.counter(kTooLarge) > before, 'the first try was too large');
});

wireVectors('posthog', () => hub, async () => {
    const project = await hub.project('Vectors');
    await hub.run('source', 'add', project.id, '--posthog-token', 'phc_test', '--json');
});
