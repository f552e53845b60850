// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Our OpenMetrics clients against a hub: what they sent is asked through API v2.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { OpenMetrics } from '../../resources/clients/openmetrics/dist/node.mjs';
import { startHub } from './hub.mjs';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
let hub, server, origin, browser;

before(async () => {
    hub = await startHub();
    server = createServer((request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Shop</title><script src="${hub.url}/apis/javascript/client.js"></script>`));
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

test('the client of servers: a user is one, with properties and events', async () => {
    const project = await hub.project('Node');
    const client = new OpenMetrics(`${hub.url}/om/${await sourceOf(project)}`);
    client.logEvent({ userId: 'foo' }, 'a b + ü', { n: 1 });
    client.logEvent({ userId: 'foo' }, 'second', undefined, { active: false });
    client.setUserProperties({ userId: 'foo' }, { plan: 'pro' });
    assert.equal(await client.close(), true);
    const events = await project.events(4);
    const custom = events.filter(({ kind }) => kind == 'custom');
    assert.deepEqual(custom.map(({ event }) => event).sort(), ['a b + ü', 'second']);
    assert.deepEqual(await ask(project, { kind: 'measures', measures: ['count', 'users'], range: 'today', filters: [{ property: 'traits.plan', op: 'is', value: 'pro' }] }), { count: 2, users: 1 });
});

test('the client of pages: on another origin, without a word in the console', async () => {
    const project = await hub.project('Browser');
    await hub.run('source', 'add', project.id, '--host', '127.0.0.1', '--json');
    const page = await (await browser.newContext()).newPage();
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => message.type() == 'error' && wrong.push(message.text()));
    await page.goto(origin);
    await page.evaluate(() => {
        openMetrics.logEvent('opened', { from: 'mail' });
        openMetrics.logEvent('read');
        openMetrics.setUserId('ann');
        openMetrics.setUserProperties({ plan: 'free' });
        openMetrics.setSessionProperties({ browser: 'Chromium' });
    });
    // A beacon repeats what is still on its way, and calls without events have no id.
    await page.waitForFunction(() => !openMetrics.outbox.waiting.length);
    await page.goto('about:blank');
    const events = await project.events(5);
    assert.ok(events.every(({ protocol, anonymousId }) => protocol == 'openmetrics' && anonymousId == events[0].anonymousId));
    assert.deepEqual(await ask(project, { kind: 'measures', measures: ['count', 'users'], range: 'today', filters: [{ property: 'user_id', op: 'is', value: 'ann' }] }), { count: 2, users: 1 });
    assert.deepEqual(wrong, []);
});

async function sourceOf(project) {
    const { items } = await hub.api(`/projects/${project.id}/sources`);
    return items[0].id;
}
async function ask(project, question) {
    return (await hub.api(`/projects/${project.id}/query`, 'POST', question)).measures;
}
