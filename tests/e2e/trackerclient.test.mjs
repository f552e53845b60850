// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The hub's own track.js in headless Chromium, on a page of another origin than the hub, and what API v2 shows of it.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startHub } from './hub.mjs';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
// A browser with a screen says so; "HeadlessChrome" would be a bot.
const kAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
let hub, server, origin, browser;

before(async () => {
    hub = await startHub();
    server = createServer((request, response) => {
        const src = /script=([^&]*)/.exec(request.url)?.[1] ?? '';
        const config = /config=([^&]*)/.exec(request.url)?.[1] ?? '%7B%7D';
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Shop</title><script>_sfpl = ${decodeURIComponent(config)}</script><script src="${decodeURIComponent(src)}"></script>`);
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

for (const path of ['/pub/v1/track.js', '/tr/v1/pub/track.js']) {
    test(`${path} tells the hub of pages, calls, clicks and arms`, async () => {
        hub = path.startsWith('/tr') ? (await hub.stop(), await startHub()) : hub;
        const project = await hub.project('Growth');
        const page = await (await browser.newContext({ userAgent: kAgent })).newPage();
        const wrong = [];
        page.on('pageerror', (error) => wrong.push(error.message));
        page.on('requestfailed', (request) => wrong.push(request.url()));
        const config = { app: 'shop', rel: '7', clicks: true, experiments: { color: { arms: [{ split: 'red', ver: 3 }] } } };
        await page.goto(`${origin}/shop?utm_source=News&utm_campaign=spring&script=${encodeURIComponent(hub.url + path)}&config=${encodeURIComponent(JSON.stringify(config))}`);
        await page.evaluate(() => {
            track({ ename: 'Signup', etyp: 'conversion', uid: 'ann', email: 'ann@e.com', score: 2, params: { plan: 'pro' } });
            tr({ sink: 'buy', color: 'Blue' });
            document.body.innerHTML = '<a data-track="Buy">now</a>';
        });
        await page.click('a');
        assert.equal(await page.evaluate(() => sfpl.variant('color')), 'red');
        await page.evaluate(() => history.pushState({}, '', '/shop/next'));
        const events = await project.events(6);
        const of = (name) => events.find((event) => event.name == name) ?? assert.fail(name);
        const visitors = new Set(events.map((event) => event.anonymousId));
        assert.deepEqual([visitors.size, wrong], [1, []]);
        for (const event of events) {
            assert.deepEqual([event.protocol, event.visitor_basis, event.browser, event.os, event.bot], ['tracker', event.userId ? 'person' : 'client', 'Chrome', 'Linux', undefined]);
            assert.deepEqual([event.app_version, event.wire.app, event.utm_source, event.utm_campaign], ['7', 'shop', 'news', 'spring']);
        }
        const pages = events.filter(({ kind }) => kind == 'pageview');
        assert.deepEqual(pages.map((event) => event.path).sort(), ['/shop', '/shop', '/shop/next']); // load, tr(), reroute
        const signup = of('signup');
        assert.deepEqual([signup.userId, signup.wire.score, signup.properties.plan, signup.link_kind], ['ann', 2, 'pro', 'identify']);
        assert.match(signup.traits.ehash, /^[\w-]{27}=$/);
        assert.ok(!JSON.stringify(events).includes('ann@e.com'));
        assert.deepEqual([of('click').interactive, of('click').properties.firsttext], [false, 'Buy']);
        const exposure = events.find(({ kind }) => kind == 'exposure');
        assert.deepEqual([exposure.experiment, exposure.variant, exposure.wire.ver], ['color', 'red', 3]);
    });
}

test('messages of a WebSocket, as text and compressed', async () => {
    const own = await startHub();
    try {
        const project = await own.project('Socket');
        const page = await (await browser.newContext({ userAgent: kAgent })).newPage();
        await page.goto(origin + '/socket');
        const compressed = '6b000000ff317b22656e616d65223a22636c69636b222c22766964223a2231346662303836302d623462662d313165392d383937312d376238303433353331356163222c22732d00126031356163227d';
        const state = await page.evaluate(([url, hex]) => new Promise((done, failed) => {
            const socket = new WebSocket(url);
            socket.onerror = () => failed(new Error('no socket'));
            socket.onopen = () => {
                socket.send('{bad');
                socket.send(JSON.stringify({ ename: 'Typed', vid: '14fb0860-b4bf-11e9-8971-7b80435315ac', auth: 'secret', params: { long: 'x'.repeat(200000) } }));
                socket.send(new Uint8Array([1, 2, 3]));
                socket.send(new Uint8Array(hex.match(/../g).map((byte) => parseInt(byte, 16))));
                done(socket.readyState);
            };
        }), [own.url.replace('http', 'ws') + '/tr/v1/ws', compressed]);
        assert.equal(state, 1);
        const events = await project.events(2);
        assert.deepEqual(events.map(({ name, anonymousId, browser }) => [name, anonymousId, browser]), [['typed', '14fb0860-b4bf-11e9-8971-7b80435315ac', 'Chrome'], ['click', '14fb0860-b4bf-11e9-8971-7b80435315ac', 'Chrome']]);
        assert.equal(await own.counter('sightglass_refused_total{protocol="tracker",reason="bad_json"}'), 2);
    } finally {
        await own.stop();
    }
});

test('a pixel and a link in a mail, as a browser opens them', async () => {
    const project = await hub.project('Mail');
    const source = (await hub.api(`/projects/${project.id}/sources`)).items[0];
    await hub.api(`/projects/${project.id}/sources/${source.id}`, 'PATCH', { hosts: ['127.0.0.1'] });
    const context = await browser.newContext({ userAgent: kAgent });
    const page = await context.newPage();
    await page.goto(`${origin}/mail`);
    await page.evaluate((src) => new Promise((done, failed) => Object.assign(document.body.appendChild(new Image()), { src, onload: done, onerror: failed })), hub.url + '/img/v1/ename/opened_email/campaign/news1/x.gif');
    await page.goto(`${hub.url}/rdr/v1/?utm_campaign=news1&url=${encodeURIComponent(origin + '/Landing?a=B')}`);
    assert.equal(page.url(), origin + '/Landing?a=B');
    const [opened, followed] = await project.events(2);
    assert.deepEqual([opened.kind, opened.name, opened.utm_campaign], ['impression', 'opened_email', 'news1']);
    assert.deepEqual([followed.kind, followed.name, followed.path], ['click', 'link_click', '/Landing']);
    const cookie = (await context.cookies(hub.url)).find(({ name }) => name == 'vid');
    assert.equal(cookie.value, followed.anonymousId);
});
