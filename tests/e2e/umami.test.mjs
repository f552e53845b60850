// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Umami's protocol against a hub: its vectors over a socket, the published Node client, and the hub's own script in
// headless Chromium; what arrived is asked through API v2.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Umami } from '@umami/node';
import { checkVector, kVisitor, startSite, vectorsOf } from './dropins.mjs';
import { holds } from './expected.mjs';
import { send, startHub } from './hub.mjs';

const kSource = { umamiId: '11111111-2222-4333-8444-555555555555' };
let hub, site;

before(async () => {
    process.env.SIGHTGLASS_SCRIPT_NAMES = 'stats.js';
    hub = await startHub();
    const project = await hub.project('Vectors');
    await hub.run('source', 'add', project.id, '--umami-id', kSource.umamiId, '--json');
    site = await startSite();
});
after(async () => {
    delete process.env.SIGHTGLASS_SCRIPT_NAMES;
    await site?.stop();
    await hub?.stop();
});

function withToken({ cacheOf, ...request }, given) {
    return cacheOf === undefined ? request : { ...request, headers: { ...request.headers, 'x-umami-cache': given[cacheOf].parsed.cache } };
}

for (const vector of vectorsOf('umami', kSource)) {
    test(vector.origin, async () => {
        const given = await checkVector(hub, vector, withToken);
        for (const [i, { sameAs }] of vector.answers.entries()) {
            if (sameAs === undefined) continue;
            for (const id of ['sessionId', 'visitId']) assert.equal(given[i].parsed[id], given[sameAs].parsed[id], id);
        }
    });
}

async function projectWithId(name) {
    const project = await hub.project(name);
    const { items } = await hub.api(`/projects/${project.id}/sources`);
    const ask = async (question) => await hub.api(`/projects/${project.id}/query`, 'POST', { range: 'today', ...question });
    return { ...project, website: items[0].umamiId, ask };
}

test('@umami/node 0.4.0', async () => {
    const project = await projectWithId('Node');
    const umami = new Umami({ websiteId: project.website, hostUrl: hub.url, userAgent: kVisitor });
    const answers = [
        await umami.track({ hostname: 'node.example', url: '/home?utm_source=news', title: 'Home' }),
        await umami.track('signup', { plan: 'pro', seats: { used: 2 } }),
        await umami.identify({ team: 'blue' }),
    ];
    for (const answer of answers) assert.equal(answer.status, 200);
    const ids = await Promise.all(answers.map((answer) => answer.json()));
    assert.ok(ids.every(({ sessionId, visitId }) => sessionId == ids[0].sessionId && visitId == ids[0].visitId));
    const events = await project.events(3);
    for (const event of events) holds(event, { protocol: 'umami', visitor_basis: 'hash', browser: 'Chrome' });
    holds(events[0], { kind: 'pageview', hostname: 'node.example', path: '/home', title: 'Home', utm_source: 'news' });
    holds(events[1], { kind: 'custom', event: 'signup', properties: { plan: 'pro', 'seats.used': 2 } });
    holds(events[2], { kind: 'identify', traits: { team: 'blue' } });
    const { metrics } = await project.ask({ kind: 'summary', metrics: ['visitors', 'visits', 'pageviews', 'events'] });
    assert.deepEqual(metrics, { visitors: 1, visits: 1, pageviews: 1, events: 2 });
});

test('@umami/node 0.4.0 as it comes is told that it is a bot or taken, never refused', async () => {
    const project = await projectWithId('Plain');
    const answer = await new Umami({ websiteId: project.website, hostUrl: hub.url }).track('plain');
    assert.equal(answer.status, 200);
    await project.events(1);
});

for (const file of ['script.js', 'stats.js']) {
    test(`the hub's own script as ${file}: page, navigation, events, a person, vitals, the token`, async () => {
        const project = await projectWithId(file);
        const tag = `<script defer src="${hub.url}/${file}" data-website-id="${project.website}" data-performance="true" data-tag="t"></script>`;
        const { page, wrong } = await site.open(tag + '<button data-umami-event="Sign up" data-umami-event-plan="pro">go</button>', { path: '/shop?utm_source=news&x=1#top' });
        await page.waitForFunction(() => umami.getSession().cache);
        const first = await page.evaluate(() => umami.getSession());
        await page.evaluate(() => history.pushState({}, '', '/cart'));
        await project.events(2);
        await page.click('button');
        await project.events(3);
        await page.evaluate(async () => {
            await umami.track('buy', { revenue: 19.9, currency: 'USD' });
            await umami.identify('u-7', { plan: 'pro' });
            await umami.track('after');
        });
        const later = await page.evaluate(() => umami.getSession());
        await project.events(6);
        await page.goto('about:blank');
        const events = await project.events(7);
        const named = (name) => events.find(({ event }) => event == name);
        const views = events.filter(({ kind }) => kind == 'pageview');
        assert.deepEqual(views.map(({ path }) => path), ['/shop#top', '/cart']);
        holds(views[0], { hostname: 'shop.example', utm_source: 'news', title: 'Shop', locale: 'en-GB', properties: { tag: 't' } });
        holds(named('Sign up'), { properties: { plan: 'pro', tag: 't' } });
        holds(named('buy'), { revenue_minor: 1990, currency: 'USD' });
        holds(events.find(({ kind }) => kind == 'identify'), { user_id: 'u-7', link_kind: 'identify', traits: { plan: 'pro' } });
        holds(named('after'), { user_id: 'u-7', visitor_basis: 'person' });
        holds(events.find(({ kind }) => kind == 'vitals'), { vitals: { cls: 0 } });
        assert.match(first.sessionId, /^[0-9a-f]{8}-[0-9a-f]{4}-8/);
        assert.equal(first.website, project.website);
        assert.notEqual(later.cache, first.cache);
        // The visitor of the first views became the person.
        const { metrics } = await project.ask({ kind: 'summary', metrics: ['visitors', 'visits', 'pageviews'] });
        assert.deepEqual(metrics, { visitors: 1, visits: 1, pageviews: 2 });
        assert.deepEqual(wrong, []);
    });
}

test('a page of another host may read what is answered, with credentials or without', async () => {
    const project = await projectWithId('CORS');
    const tag = `<script defer src="${hub.url}/script.js" data-website-id="${project.website}" data-fetch-credentials="include"></script>`;
    const { page, wrong } = await site.open(tag);
    await page.waitForFunction(() => umami.getSession().cache);
    await project.events(1);
    assert.deepEqual(wrong, []);
});

test('who is not known is remembered, and a name of the script that is taken is refused', async () => {
    const { items } = await hub.api('/senders');
    assert.ok(items.some(({ protocol, id }) => protocol == 'umami' && id == '99999999-2222-4333-8444-555555555555'));
    assert.equal((await send(hub.url, { path: '/other.js' })).status, 404);
});
