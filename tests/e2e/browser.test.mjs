// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// analytics-next and our own client in headless Chromium, on a page of another origin than the hub.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { holdsEvents } from './expected.mjs';
import { startHub } from './hub.mjs';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
let hub, server, origin, browser, next;

before(async () => {
    const entry = "import { AnalyticsBrowser } from '@segment/analytics-next'; window.AnalyticsBrowser = AnalyticsBrowser;";
    const bundled = await build({
        stdin: { contents: entry, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
        bundle: true, write: false, format: 'iife', define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    });
    next = bundled.outputFiles[0].text;
    hub = await startHub();
    server = createServer((request, response) => {
        if (request.url == '/next.js') return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(next);
        const own = /script=([^&]*)/.exec(request.url);
        const script = own ? decodeURIComponent(own[1]) : '/next.js';
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Shop</title><script src="${script}"></script>`);
    });
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${server.address().port}`;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await hub?.stop();
});

async function open(path) {
    const page = await (await browser.newContext()).newPage();
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('request', (request) => {
        if (![origin, hub.url].some((known) => request.url().startsWith(known))) wrong.push(request.url());
    });
    await page.goto(origin + path);
    return { page, wrong };
}

const kPath = '/shop?utm_source=news&utm_campaign=spring&gclid=G1';
const expected = (anonymousId, library, messageId, alias) => {
    const page = { path: '/shop', hostname: '127.0.0.1', title: 'Shop', utm_source: 'news', utm_campaign: 'spring', click_id_kind: 'gclid' };
    const common = { ...page, messageId, anonymousId, library, protocol: 'segment', locale: /^[a-z]{2}/, timestamp: /^\d{4}-/ };
    return [
        { ...common, type: 'page', kind: 'pageview', page_name: 'Shop', page_category: 'Docs' },
        { ...common, type: 'identify', kind: 'identify', userId: 'u-1', traits: { email: 'ann@e.com' } },
        { ...common, type: 'track', kind: 'custom', event: 'Added', userId: 'u-1', properties: { sku: 's-1', count: 2 } },
        { ...common, type: 'screen', kind: 'screen', page_name: 'Cart' },
        { ...common, type: 'group', kind: 'group', groups: { group: 'g-1' }, traits: { name: 'Acme' } },
        { ...common, type: 'alias', kind: 'alias', ...alias },
    ];
};

// After identify() this SDK aliases the known user to itself, whatever it is told (spec segment §11): nothing is linked.
const kSelfAlias = { userId: 'u-1', linked_id: undefined, link_kind: undefined };

for (const [mode, delivery] of [
    ['per event', undefined],
    ['batching', { strategy: 'batching', config: { size: 10, timeout: 100 } }],
]) {
    test(`@segment/analytics-next 1.84.3, ${mode}, settings from the hub`, async () => {
        const project = await hub.project('analytics-next ' + mode);
        const { page, wrong } = await open(kPath);
        const anonymousId = await page.evaluate(
            async ([writeKey, cdnURL, deliveryStrategy]) => {
                const [analytics] = await AnalyticsBrowser.load(
                    { writeKey, cdnURL },
                    deliveryStrategy ? { integrations: { 'Segment.io': { deliveryStrategy } } } : {},
                );
                await analytics.page('Docs', 'Shop');
                await analytics.identify('u-1', { email: 'ann@e.com' });
                await analytics.track('Added', { sku: 's-1', count: 2 });
                await analytics.screen('Cart');
                await analytics.group('g-1', { name: 'Acme' });
                await analytics.alias('u-2', 'u-1');
                return analytics.user().anonymousId();
            },
            [project.key, hub.url, delivery],
        );
        holdsEvents(await project.events(6), expected(anonymousId, { name: 'analytics.js', version: /next-1\.84\.3$/ }, /^ajs-next-/, kSelfAlias));
        assert.deepEqual(wrong, []);
    });
}

for (const [style, pathOf] of [
    ['loaded with its key by address', (key) => `/analytics.js/v1/${key}/analytics.min.js`],
    ['loaded without a key', () => '/analytics.js'],
    ['loaded as IIFE', () => '/analytics.iife.js'],
]) {
    test(`our own client, ${style}`, async () => {
        const project = await hub.project('own client ' + style);
        const { page, wrong } = await open(kPath + '&script=' + encodeURIComponent(hub.url + pathOf(project.key)));
        const anonymousId = await page.evaluate((key) => {
            analytics.load(key);
            analytics.page('Docs', 'Shop');
            analytics.identify('u-1', { email: 'ann@e.com' });
            analytics.track('Added', { sku: 's-1', count: 2 });
            analytics.screen('Cart');
            analytics.group('g-1', { name: 'Acme' });
            analytics.alias('u-2');
            analytics.flush();
            return analytics.user().anonymousId();
        }, project.key);
        holdsEvents(await project.events(6), expected(anonymousId, { name: 'analytics.js', version: /^sightglass-/ }, /^ajs-msg-/, { userId: 'u-2', linked_id: 'u-1' }));
        assert.deepEqual(wrong, []);
    });
}

for (const [style, pathOf] of [
    ['with its key by address', (key) => `/analytics.js/v1/${key}/analytics.min.js?core`],
    ['without a key', () => '/analytics.js?core'],
]) {
    test(`the core of our own client, loaded ${style}`, async () => {
        const project = await hub.project('core ' + style);
        const { page, wrong } = await open(kPath + '&script=' + encodeURIComponent(hub.url + pathOf(project.key)));
        await page.evaluate((key) => {
            analytics.load(key);
            analytics.page('Docs', 'Shop');
            analytics.identify('u-1', { email: 'ann@e.com' });
            analytics.track('Added', { sku: 's-1', count: 2 });
        }, project.key);
        const anonymousId = await page.evaluate(() => localStorage.analytics_anonymous_id);
        await page.goto('about:blank');
        holdsEvents(await project.events(3), expected(anonymousId, { name: 'analytics.js', version: /^sightglass-core-/ }, /^ajs-msg-/).slice(0, 3));
        assert.deepEqual(wrong, []);
    });
}

test('events that two pages kept are sent once when both are opened again', async () => {
    const project = await hub.project('two pages');
    const context = await browser.newContext();
    const pages = async (code) =>
        Promise.all(['A', 'B'].map(async (name) => {
            const page = await context.newPage();
            await page.goto(origin + '/?script=' + encodeURIComponent(hub.url + '/analytics.js'));
            await page.evaluate(code, [project.key, name]);
            return page;
        }));
    await context.route('**/v1/batch', (route) => route.abort());
    const first = await pages(([key, name]) => {
        analytics.load(key, { retries: 0, useBeacon: false });
        analytics.track('Kept ' + name);
        return analytics.flush();
    });
    const kept = () => Object.keys(localStorage).filter((key) => key.startsWith('analytics_queue')).map((key) => localStorage[key]).join();
    await first[0].waitForFunction(([source, names]) => names.every((name) => new Function('return ' + source)()().includes(name)), [kept.toString(), ['Kept A', 'Kept B']]);
    await Promise.all(first.map((page) => page.close()));
    await context.unroute('**/v1/batch');

    const counted = (outcome) => hub.counter(`sightglass_events_total{protocol="segment",outcome="${outcome}"}`);
    const before = [await counted('stored'), await counted('duplicate')];
    const second = await pages(([key]) => {
        analytics.load(key);
        return analytics.flush();
    });
    const events = await project.events(2);
    assert.deepEqual(events.map((event) => event.event).sort(), ['Kept A', 'Kept B']);
    await Promise.all(second.map((page) => page.evaluate(() => analytics.flush().then(analytics.flush))));
    assert.equal(await second[0].evaluate(kept), '');
    assert.deepEqual([await counted('stored'), await counted('duplicate')], [before[0] + 2, before[1]]);
    await context.close();
});

test('our own client leaves with the page', async () => {
    const project = await hub.project('beacon');
    const { page } = await open('/?script=' + encodeURIComponent(hub.url + '/analytics.js'));
    await page.evaluate((key) => {
        analytics.load(key);
        analytics.track('Last words');
    }, project.key);
    await page.goto('about:blank');
    holdsEvents(await project.events(1), [{ type: 'track', event: 'Last words' }]);
});
