// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Plausible's protocol against a hub: its vectors over a socket, both published trackers and the hub's own script in
// headless Chromium; what arrived is asked through API v2.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bundled, checkVector, startSite, vectorsOf } from './dropins.mjs';
import { holds } from './expected.mjs';
import { send, startHub } from './hub.mjs';

const kSource = { hosts: ['example.com', 'dummy.site'] };
let hub, site;

before(async () => {
    hub = await startHub();
    const project = await hub.project('Vectors');
    await hub.run('source', 'add', project.id, ...kSource.hosts.flatMap((host) => ['--host', host]), '--json');
    site = await startSite({
        '/first.js': await bundled("import Plausible from 'plausible-tracker'; window.Plausible = Plausible;"),
        '/second.js': await bundled("import { init, track } from '@plausible-analytics/tracker'; window.tracker = { init, track };"),
    });
});
after(async () => {
    await site?.stop();
    await hub?.stop();
});

for (const vector of vectorsOf('plausible', kSource)) test(vector.origin, () => checkVector(hub, vector));

async function projectAt(host) {
    const project = await hub.project(host);
    await hub.run('source', 'add', project.id, '--host', host, '--json');
    const summary = async (...metrics) => (await hub.api(`/projects/${project.id}/query`, 'POST', { kind: 'summary', range: 'today', metrics })).metrics;
    return { ...project, summary };
}
const kinds = (events) => events.map(({ kind }) => kind);
// One visitor whose visit has so many page views.
const oneVisit = (project, pageviews) =>
    project.summary('visitors', 'visits', 'pageviews').then((found) => assert.deepEqual(found, { visitors: 1, visits: 1, pageviews }));

test('plausible-tracker 0.3.9', async () => {
    const project = await projectAt('first.example');
    const { page, wrong } = await site.open('<script src="/first.js"></script>', { host: 'first.example', path: '/a?utm_source=news' });
    await page.evaluate(async (apiHost) => {
        const plausible = Plausible({ domain: 'first.example', apiHost });
        plausible.enableAutoPageviews();
        history.pushState({}, '', '/b');
        await new Promise((callback) => plausible.trackEvent('Signup', { callback, props: { plan: 'pro' } }));
    }, hub.url);
    const events = await project.events(3);
    const common = { protocol: 'plausible', hostname: 'first.example', browser: 'Chrome', visitor_basis: 'hash' };
    for (const event of events) holds(event, common);
    const views = events.filter(({ kind }) => kind == 'pageview');
    assert.deepEqual(views.map(({ path }) => path).sort(), ['/a', '/b']);
    assert.equal(views.find(({ path }) => path == '/a').utm_source, 'news');
    holds(events.find(({ kind }) => kind == 'custom'), { event: 'Signup', properties: { plan: 'pro' } });
    await oneVisit(project, 2);
    assert.deepEqual(wrong, []);
});

test('@plausible-analytics/tracker 0.4.6', async () => {
    const project = await projectAt('second.example');
    const { page, wrong } = await site.open('<script src="/second.js"></script>', { host: 'second.example', path: '/shop' });
    const status = await page.evaluate(async (url) => {
        tracker.init({ domain: 'second.example', endpoint: url + '/api/event' });
        const { status } = await new Promise((callback) =>
            tracker.track('Purchase', { callback, props: { plan: 'pro' }, revenue: { amount: '12.50', currency: 'EUR' } }));
        return status;
    }, hub.url);
    assert.equal(status, 202);
    await project.events(2);
    await page.goto('about:blank');
    const events = await project.events(3);
    holds(events.find(({ kind }) => kind == 'pageview'), { path: '/shop', hostname: 'second.example' });
    holds(events.find(({ kind }) => kind == 'custom'), { event: 'Purchase', properties: { plan: 'pro' }, revenue_minor: 1250, currency: 'EUR' });
    const engagement = events.find(({ kind }) => kind == 'engagement');
    holds(engagement, { path: '/shop', engagement_basis: 'focused' });
    assert.ok(engagement.scroll_depth > 0);
    await oneVisit(project, 1);
    assert.deepEqual(wrong, []);
});

for (const [style, host, file, more] of [
    ['core', 'core.example', 'script.js', []],
    ['with extensions', 'full.example', 'script.outbound-links.hash.js', ['Outbound Link: Click']],
]) {
    test(`the hub's own script, ${style}`, async () => {
        const project = await projectAt(host);
        const body = `<script defer data-domain="${host}" src="${hub.url}/js/${file}"></script><a href="http://other.example/">out</a>`;
        const { page, wrong } = await site.open(body, { host, path: '/shop' });
        const given = await page.evaluate(() => new Promise((callback) => plausible('Purchase', { callback, props: { n: 1 }, revenue: { amount: 3, currency: 'JPY' } })));
        assert.deepEqual(given, { status: 202 });
        await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
        await page.click('a');
        await project.events(2 + more.length);
        await page.goto('about:blank');
        const events = await project.events(3 + more.length);
        assert.deepEqual(kinds(events).sort(), ['custom', ...more.map(() => 'custom'), 'engagement', 'pageview']);
        holds(events.find(({ event }) => event == 'Purchase'), { properties: { n: '1' }, revenue_minor: 3, currency: 'JPY', path: '/shop' });
        for (const name of more) holds(events.find(({ event }) => event == name), { properties: { url: 'http://other.example/' } });
        holds(events.find(({ kind }) => kind == 'engagement'), { library: { name: 'plausible', version: '1' } });
        await oneVisit(project, 1);
        assert.deepEqual(wrong, []);
    });
}

test('the script of an id that another hub gave names the site by its host', async () => {
    const project = await projectAt('moved.example');
    const { wrong } = await site.open(`<script>window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},plausible.init=plausible.init||function(i){plausible.o=i||{}};plausible.init()</script><script async src="${hub.url}/js/pa-Xy12.js"></script>`, { host: 'moved.example' });
    holds((await project.events(1))[0], { kind: 'pageview', hostname: 'moved.example', path: '/' });
    assert.deepEqual(wrong, []);
});

test('an event that shows no intent leaves the visit a bounce', async () => {
    const project = await projectAt('quiet.example');
    const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0' };
    const body = Buffer.from(JSON.stringify({ n: 'Ping', u: 'https://quiet.example/', d: 'quiet.example', i: false }));
    assert.equal((await send(hub.url, { method: 'POST', path: '/api/event', headers, body })).status, 202);
    await project.events(1);
    assert.deepEqual(await project.summary('visits', 'pageviews', 'bounce_rate'), { visits: 1, pageviews: 0, bounce_rate: 1 });
});

test('who is not known is remembered', async () => {
    const { items } = await hub.api('/senders');
    holds(items.find(({ protocol, id }) => protocol == 'plausible' && id == 'gone.example'), { count: 2 });
});
