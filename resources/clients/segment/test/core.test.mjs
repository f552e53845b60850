// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lean client: the vectors of spec segment §19.6 that it covers, and its queue.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testSite } from '../testsite.mjs';

const site = await testSite();
const { until, events } = site;
beforeEach(() => {
    site.head = '<script src="/core/analytics.js"></script>';
});

// Makes the calls and leaves the page, which sends what they queued.
async function run(calls, { path = '/', origin = site.origin } = {}) {
    const page = await site.open(path, origin);
    await page.evaluate((code) => new Function(code)(), calls);
    await page.goto('about:blank');
    return page;
}

test('J1, J9: what waits leaves with the page in one beacon with the key', async () => {
    await run("analytics.load('k', {host: location.origin + '/'}); analytics.track('1', {x: 1}); analytics.track('2'); analytics.track('3')");
    await until(() => site.received.length, 'a beacon');
    const [{ path, headers, body }] = site.received;
    assert.equal(path, '/v1/batch');
    assert.equal(body.writeKey, 'k');
    assert.match(headers['content-type'], /^text\/plain/);
    assert.ok(Date.parse(body.sentAt));
    assert.deepEqual(body.batch.map((event) => event.event), ['1', '2', '3']);
    const [event] = body.batch;
    assert.deepEqual(event.properties, { x: 1 });
    assert.match(event.messageId, /^ajs-msg-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(event.anonymousId, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    for (const member of ['page', 'library', 'screen', 'locale', 'timezone']) assert.ok(event.context[member], member);
});

test('J2, J3: names, categories and properties of pages', async () => {
    await run("analytics.load('k'); analytics.page('Home'); analytics.page('Docs', 'Start', {own: 1}); analytics.page({own: 2}); analytics.page()", {
        path: '/core/p?utm_source=n#x',
    });
    await until(() => events().length == 4, 'four pages');
    const [home, start, own, bare] = events();
    assert.equal(site.received[0].path, '/core/v1/batch');
    assert.deepEqual([home.name, home.category, home.properties.name], ['Home', undefined, 'Home']);
    assert.deepEqual([start.name, start.category, start.properties.category, start.properties.own], ['Start', 'Docs', 'Docs', 1]);
    assert.deepEqual([own.name, own.properties.own], [undefined, 2]);
    assert.deepEqual(bare.properties, bare.context.page);
    assert.deepEqual(bare.context.page, {
        path: '/core/p', referrer: '', search: '?utm_source=n', title: 'Page', url: site.origin + '/core/p?utm_source=n',
    });
});

test('J4: ids stay, another user starts afresh, the whole client carries on', async () => {
    await run("analytics.load('k'); analytics.track('before'); analytics.identify('u1', {a: 1}); analytics.track('T'); analytics.identify('u2')");
    await until(() => events().length == 4, 'four events');
    const [before, first, track, second] = events();
    assert.deepEqual([before.userId, first.userId, first.traits, track.userId, second.userId], [undefined, 'u1', { a: 1 }, 'u1', 'u2']);
    assert.equal(before.anonymousId, first.anonymousId);
    assert.notEqual(first.anonymousId, second.anonymousId);
    site.head = '<script src="/analytics.js"></script>';
    await site.load(await site.open(), "analytics.track('next')");
    await until(() => events().length == 5, 'the whole client');
    assert.deepEqual([events()[4].userId, events()[4].anonymousId], ['u2', second.anonymousId]);
});

test('J5: calls made before the script, in an array, and calls before load', async () => {
    site.head = '<script>window.analytics=[["track","Early"],["group","g"],["load","k"]]</script>' + site.head;
    await run("analytics.push(['track', 'Late'])");
    await until(() => events().length == 2, 'both');
    assert.deepEqual(events().map((event) => event.event), ['Early', 'Late']);
});

test('an address with a key needs no load', async () => {
    site.head = '<script>window.analytics=[["page"]]</script><script src="/analytics.js/v1/wk-1/analytics.min.js?core"></script>';
    await run('');
    await until(() => site.received.length, 'a beacon');
    assert.deepEqual([site.received[0].body.writeKey, site.received[0].path, events()[0].type], ['wk-1', '/v1/batch', 'page']);
});

test('the timer sends, a failure is tried again, an invalid batch is dropped', async () => {
    await site.context.addInitScript(() => {
        const real = window.setTimeout;
        window.setTimeout = (call) => real(call, 5);
    });
    site.answers = [[503], [400]];
    const page = await site.open();
    await page.evaluate(() => {
        analytics.load('k');
        analytics.track('A');
    });
    await until(() => site.received.length == 2, 'a retry');
    await page.evaluate(() => analytics.track('B'));
    await until(() => site.received.length == 3, 'the next event');
    assert.deepEqual(events().map((event) => event.event), ['A', 'A', 'B']);
    assert.equal(events()[0].messageId, events()[1].messageId);
});

test('where storage is refused, ids live as long as the page', async () => {
    await site.context.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
    });
    await run("analytics.load('k'); analytics.track('A'); analytics.track('B')");
    await until(() => events().length == 2, 'both');
    assert.equal(events()[0].anonymousId, events()[1].anonymousId);
    assert.ok(events()[0].anonymousId);
});

test('it works on plain http, where there is no randomUUID', async () => {
    await run("analytics.load('k'); analytics.track('A')", { origin: site.named('shop') });
    await until(() => events().length, 'an event');
    assert.match(events()[0].anonymousId, /^[0-9a-f-]{36}$/);
});
