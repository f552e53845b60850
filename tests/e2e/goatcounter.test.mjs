// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// count.js as the hub serves it, in a page of another origin; the API of servers; and the vectors of the wire over a
// socket. What arrived is asked through API v2.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { holds, holdsEvents } from './expected.mjs';
import { send, startHub } from './hub.mjs';
import { wireVectors } from './wirevectors.mjs';

// A visitor's browser, and a public name for the site: the script leaves local pages and programs out.
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-blink-features=AutomationControlled', '--user-agent=' + userAgent, '--host-resolver-rules=MAP shop.example 127.0.0.1'];
let hub, server, origin, browser, html;

before(async () => {
    process.env.SIGHTGLASS_GOATCOUNTER_PUBLIC_COUNTERS = '*';
    hub = await startHub();
    delete process.env.SIGHTGLASS_GOATCOUNTER_PUBLIC_COUNTERS;
    server = createServer((request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Shop</title><link rel="icon" href="data:,">${html}`));
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://shop.example:${server.address().port}`;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await hub?.stop();
});

async function siteOf(name) {
    const project = await hub.project(name);
    const { items } = await hub.api(`/projects/${project.id}/sources`);
    return { ...project, site: items[0].goatcounterSite };
}
const tag = (site) => `<script data-goatcounter="${hub.url}/gc/${site}/count" src="${hub.url}/count.js"></script>`;

async function open(path, body) {
    html = body;
    const page = await (await browser.newContext({ locale: 'de-AT' })).newPage();
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && wrong.push(message.text()));
    page.on('response', (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
    await page.goto(origin + path);
    return { page, wrong };
}

test('count.js: a page, a click, no_onload and a counter', async () => {
    const project = await siteOf('count.js');
    const { page, wrong } = await open('/a%20b/?utm_source=news&id=3', tag(project.site) + '<button data-goatcounter-click="buy" data-goatcounter-title="Buy it">Buy</button>');
    await page.click('button');
    const silent = await open('/silent', `<script>window.goatcounter = { no_onload: true }</script>${tag(project.site)}`);
    await silent.page.evaluate(() => goatcounter.count({ path: '/by-hand', title: 'By hand' }));
    const common = { protocol: 'goatcounter', browser: 'Chrome', os: 'Linux', device: 'desktop', locale: 'de-AT', visitor_basis: 'hash', bot: undefined, anonymousId: undefined };
    const events = await project.events(3);
    const [byHand] = events.splice(events.findIndex(({ path }) => path == '/by-hand'), 1);
    holds(byHand, { ...common, type: 'page', title: 'By hand', hostname: 'shop.example' });
    holdsEvents(events, [
        { ...common, type: 'page', path: '/a b?id=3', title: 'Shop', hostname: 'shop.example', utm_source: 'news', screen_width: /^\d+$/ },
        { ...common, type: 'track', event: 'buy', title: 'Buy it' },
    ]);
    const { metrics } = await hub.api(`/projects/${project.id}/query`, 'POST', { kind: 'summary', metrics: ['visitors', 'visits', 'pageviews'], range: 'today' });
    assert.deepEqual(metrics, { visitors: 1, visits: 1, pageviews: 2 });

    const asked = [];
    page.on('response', (response) => response.url().includes('/counter/') && asked.push([response.status(), new URL(response.url()).pathname]));
    await page.evaluate(() => goatcounter.visit_count());
    await page.evaluate(() => goatcounter.visit_count({ type: 'svg', path: 'TOTAL' }));
    await page.waitForFunction(() => document.querySelector('img')?.complete && document.querySelector('img').naturalWidth == 200);
    await page.evaluate(() => goatcounter.visit_count({ type: 'png', attr: { id: 'png' } }));
    await page.waitForFunction(() => document.querySelector('#png')?.naturalWidth == 200);
    await page.frameLocator('iframe').getByText('Views of this page 1').waitFor();
    assert.deepEqual(asked.map(([status]) => status), [200, 200, 200]);
    assert.deepEqual([...wrong, ...silent.wrong], []);
});

test('a counter says how often a page and the site were seen', async () => {
    const project = await siteOf('counters');
    for (const path of ['/x', '/x', '/y']) assert.equal((await send(hub.url, { path: `/gc/${project.site}/count?p=${path}`, headers: { 'User-Agent': userAgent } })).status, 200);
    await project.events(3);
    const counter = async (name) => {
        const answer = await send(hub.url, { path: `/gc/${project.site}/counter/${name}`, headers: { Origin: 'https://shop.example' } });
        assert.equal(answer.headers['access-control-allow-origin'], '*');
        return [answer.status, JSON.parse(answer.body)];
    };
    assert.deepEqual(await counter('%2Fx.json'), [200, { count: '2', count_unique: '1' }]);
    assert.deepEqual(await counter('TOTAL.json?start=week'), [200, { count: '3', count_unique: '1' }]);
    assert.deepEqual(await counter('%2Fnobody.json'), [404, { count: '0', count_unique: '0' }]);
    assert.deepEqual(await counter('%2Fx.json?start=1999-01-01&end=1999-12-31'), [404, { count: '0', count_unique: '0' }]);
});

test('/count.js is fresh for an hour and has a tag', async () => {
    const first = await send(hub.url, { path: '/count.js' });
    assert.deepEqual([first.status, first.headers['cache-control']], [200, 'public, max-age=3600']);
    assert.equal((await send(hub.url, { path: '/count.js', headers: { 'If-None-Match': first.headers.etag } })).status, 304);
});

// A hub of its own with one source, which is the site `shop`, and two tokens.
let vectorHub, tokens;
after(() => vectorHub?.stop());
wireVectors('goatcounter', () => vectorHub, async () => {
    vectorHub = await startHub();
    const project = await vectorHub.project('Vectors');
    const { items } = await vectorHub.api(`/projects/${project.id}/sources`);
    await vectorHub.api(`/projects/${project.id}/sources/${items[0].id}`, 'PATCH', { goatcounterSite: 'shop' });
    const token = async (scope) => (await vectorHub.run('token', 'add', scope, '--scope', scope, '--json')).token;
    tokens = { gc_token: await token('write'), gc_reader: await token('read') };
}, (headers = {}) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/gc_(token|reader)/, (word) => tokens[word])])));
