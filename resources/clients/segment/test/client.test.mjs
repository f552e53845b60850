// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Vectors J1–J9 of spec segment §19.6 and the rest of §15, in headless Chromium against a small server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { built, testSite } from '../testsite.mjs';

const site = await testSite();
const { open, until, load, events } = site;

test('J1: one POST with the key, the event and the stored id', async () => {
    const page = await open();
    await load(page, "analytics.track('A', {x: 1})", { host: site.origin + '/' });
    await until(() => site.received.length == 1, 'a batch');
    const [{ path, headers, body }] = site.received;
    assert.equal(path, '/v1/batch');
    assert.equal(body.writeKey, 'k');
    assert.match(headers['content-type'], /^text\/plain/);
    assert.equal(headers.authorization, undefined);
    assert.ok(Date.parse(body.sentAt));
    assert.equal(body.batch[0].event, 'A');
    assert.deepEqual(body.batch[0].properties, { x: 1 });
    assert.match(body.batch[0].messageId, /^ajs-msg-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(body.batch[0].anonymousId, await page.evaluate(() => localStorage.getItem('analytics_anonymous_id')));
});

test('J2: a single string is the name of the page', async () => {
    await load(await open('/p?utm_source=n&utm_campaign=c#x'), "analytics.page('Home')");
    await until(() => site.received.length, 'a batch');
    const [event] = events();
    assert.equal(event.name, 'Home');
    assert.equal(event.category, undefined);
    assert.equal(event.properties.path, '/p');
    assert.equal(event.properties.url, site.origin + '/p?utm_source=n&utm_campaign=c');
    assert.equal(event.properties.title, 'Page');
    assert.deepEqual(event.context.campaign, { source: 'n', name: 'c' });
});

test('J3: category and name are also properties', async () => {
    await load(await open(), "analytics.page('Docs', 'Home'); analytics.page({own: 1, url: 'https://e.com/'}); analytics.screen('S', {y: 2})");
    await until(() => site.received.length, 'a batch');
    const [first, second, third] = events();
    assert.deepEqual([first.category, first.name, first.properties.category, first.properties.name], ['Docs', 'Home', 'Docs', 'Home']);
    assert.deepEqual([second.name, second.properties.own, second.properties.url], [undefined, 1, 'https://e.com/']);
    assert.deepEqual([third.type, third.name, third.properties], ['screen', 'S', { name: 'S', y: 2 }]);
});

test('J4: traits are merged; another user starts afresh', async () => {
    const page = await open();
    await load(page, "analytics.identify('u1', {a: 1}); analytics.identify({b: 2}); analytics.identify('u2', {c: 3})");
    await until(() => site.received.length, 'a batch');
    const [first, second, third] = events();
    assert.deepEqual([second.userId, second.traits], ['u1', { a: 1, b: 2 }]);
    assert.deepEqual([third.userId, third.traits], ['u2', { c: 3 }]);
    assert.equal(first.anonymousId, second.anonymousId);
    assert.notEqual(first.anonymousId, third.anonymousId);
    assert.deepEqual(await page.evaluate(() => [analytics.user().id(), analytics.user().traits()]), ['u2', { c: 3 }]);
});

test('J5: calls made before the script are sent, ids first', async () => {
    site.head = '<script>window.analytics=[["track","Early"],["setAnonymousId","mine"]]; var old=analytics</script>' + site.head;
    const page = await open();
    await load(page, "old.push(['track', 'Late'])");
    await until(() => site.received.length, 'a batch');
    assert.deepEqual(events().map((e) => [e.event, e.anonymousId]), [['Early', 'mine'], ['Late', 'mine']]);
});

test('J6: a context option is merged', async () => {
    await load(await open(), "analytics.track('B', {}, {context: {a: 1}, integrations: {All: false}, messageId: 'm', extra: 2})");
    await until(() => site.received.length, 'a batch');
    const [event] = events();
    assert.equal(event.context.a, 1);
    assert.equal(event.context.extra, 2);
    assert.equal(event.messageId, 'm');
    assert.deepEqual(event.integrations, { All: false });
    for (const member of ['page', 'userAgent', 'library', 'screen', 'locale', 'timezone']) assert.ok(event.context[member], member);
    assert.deepEqual(Object.keys(event.context.page).sort(), ['path', 'referrer', 'search', 'title', 'url']);
});

test('J7: an id that Segment left is adopted', async () => {
    await site.context.addCookies([{ name: 'ajs_anonymous_id', value: 'old', url: site.origin }]);
    const page = await open();
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing is stored before load');
    await page.evaluate(() => localStorage.setItem('ajs_user_id', '"u9"'));
    await load(page, "analytics.track('C')");
    await until(() => site.received.length, 'a batch');
    assert.deepEqual([events()[0].anonymousId, events()[0].userId], ['old', 'u9']);
});

test('J8: alias takes the current user as previous and moves on', async () => {
    await load(await open(), "analytics.identify('u1'); analytics.alias('u2'); analytics.track('D'); analytics.group('g', {n: 1})");
    await until(() => site.received.length, 'a batch');
    const [, alias, track, group] = events();
    assert.deepEqual([alias.type, alias.userId, alias.previousId], ['alias', 'u2', 'u1']);
    assert.equal(track.userId, 'u2');
    assert.deepEqual([group.groupId, group.traits], ['g', { n: 1 }]);
});

test('J9: what waits leaves with the page in one beacon', async () => {
    const page = await open();
    await page.evaluate(() => {
        analytics.load('k');
        for (const name of ['1', '2', '3']) analytics.track(name);
    });
    await page.goto('about:blank');
    await until(() => site.received.length, 'a beacon');
    assert.equal(site.received.length, 1);
    assert.ok(site.received[0].bytes <= 64 * 1024);
    assert.deepEqual(events().map((e) => e.event), ['1', '2', '3']);
});

test('the snippet: a key before the script, load options and a buffered page context', async () => {
    site.head = `<script>window.analytics=[["track","S",{},{__t:"bpc",c:"https://e.com/c",p:"/p",u:"https://e.com/p#f",s:"?q",t:"T",r:"https://r.com/"}]];
        analytics._loadOptions={storagePrefix:"x_"}</script><script src="/analytics.js/v1/wk-1/analytics.min.js"></script>`;
    const page = await open();
    await page.evaluate(() => analytics.flush());
    await until(() => site.received.length, 'a batch');
    assert.equal(site.received[0].body.writeKey, 'wk-1');
    assert.deepEqual(events()[0].properties, {});
    assert.deepEqual(events()[0].context.page, { path: '/c', referrer: 'https://r.com/', search: '?q', title: 'T', url: 'https://e.com/c?q' });
    assert.ok(await page.evaluate(() => localStorage.getItem('x_anonymous_id')));
});

test('the IIFE build has its name, and finds the hub below a base path', async () => {
    site.head = '<script src="/sub/analytics.iife.js"></script>';
    const page = await open();
    await load(page, "OpenTrackAnalytics.analytics.track('I')");
    await until(() => site.received.length, 'a batch');
    assert.equal(site.received[0].path, '/sub/v1/batch');
});

test('a Segment load call works unchanged', async () => {
    const page = await open();
    await load(page, "analytics.track('A')", { integrations: { 'Segment.io': { apiHost: site.origin.slice(7) + '/v1', protocol: 'http' } } });
    await until(() => site.received.length, 'a batch');
    assert.equal(site.received[0].path, '/v1/batch');
});

test('a busy hub is asked again after the time it names, an invalid batch is dropped', async () => {
    site.answers = [[429, { 'Retry-After': '1' }], [503], [400]];
    await load(await open(), "analytics.track('R')", { retryDelay: 5 });
    await until(() => site.received.length == 3, 'two retries');
    assert.deepEqual(events().map((e) => e.messageId).filter((id, i, all) => id == all[0]).length, 3);
    assert.deepEqual(await (await open()).evaluate(() => Object.keys(localStorage)), ['analytics_anonymous_id']);
});

test('flushAt and flushInterval start a batch by themselves', async () => {
    const page = await open();
    await page.evaluate(() => {
        analytics.load('k', { flushAt: 2, flushInterval: 50 });
        analytics.track('1');
        analytics.track('2');
        analytics.track('3');
    });
    await until(() => events().length == 3, 'three events');
    assert.deepEqual(events().map((e) => e.event), ['1', '2', '3']);
});

test('the query string identifies and tracks, unless switched off', async () => {
    const path = '/?ajs_uid=q1&ajs_event=Clicked&ajs_aid=anon1&ajs_prop_plan=pro&ajs_trait_email=a@b.co';
    await load(await open(path), '');
    await until(() => site.received.length, 'a batch');
    const [identify, track] = events();
    assert.deepEqual([identify.userId, identify.anonymousId, identify.traits], ['q1', 'anon1', { email: 'a@b.co' }]);
    assert.deepEqual([track.event, track.properties], ['Clicked', { plan: 'pro' }]);
    site.received = [];
    await load(await open(path), "analytics.track('only')", { useQueryString: false, disableClientPersistence: true });
    await until(() => site.received.length, 'a batch');
    assert.deepEqual(events().map((e) => e.event), ['only']);
});

test('callbacks, listeners, ready, reset, disable and the methods that do nothing', async () => {
    const page = await open();
    const seen = await page.evaluate(async () => {
        const order = [];
        analytics.ready(() => order.push('ready'));
        analytics.once('track', (event) => order.push('once ' + event));
        const always = (event) => order.push('on ' + event);
        analytics.on('track', always);
        analytics.load('k', { initialPageview: true });
        const before = analytics.user().anonymousId();
        analytics.identify('u1', { a: 1 });
        await new Promise((done) => analytics.track('T', done));
        analytics.off('track', always);
        analytics.track('U', { p: 1 }, () => {});
        analytics.reset();
        for (const name of 'trackSubmit trackClick trackLink trackForm pageview addSourceMiddleware addIntegrationMiddleware addDestinationMiddleware register'.split(' '))
            analytics[name]();
        order.push(analytics.user().id(), before != analytics.user().anonymousId());
        analytics.flush();
        return order;
    });
    assert.deepEqual(seen, ['ready', 'once T', 'on T', null, true]);
    await until(() => site.received.length, 'a batch');
    assert.deepEqual(events().map((e) => e.type), ['page', 'identify', 'track', 'track']);
    site.received = [];
    const other = await open();
    await load(other, "analytics.track('never')", { disable: true });
    await other.close();
    assert.equal(site.received.length, 0);
});

test('without a window every method does nothing', async () => {
    delete globalThis.analytics;
    new Function(await built('analytics.iife.js'))();
    let called = 0;
    globalThis.analytics.ready(() => called++);
    globalThis.analytics.track('x');
    globalThis.analytics.load('k');
    assert.equal(called, 1);
    delete globalThis.analytics;
});
