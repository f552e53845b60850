// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Our OpenTrace trackers on pages of another origin than the hub, in headless Chromium: what arrived is asked through API v2.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startHub } from './hub.mjs';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
let hub, server, origin, browser;

before(async () => {
    hub = await startHub();
    server = createServer((request, response) => {
        if (request.url == '/hang') return;
        const script = decodeURIComponent(/script=([^&]*)/.exec(request.url)?.[1] ?? '');
        const body = '<a id="more" href="#more">More about it</a><form id="signup" action="/hang"><button id="send">Send</button></form><div style="height:4000px"></div>';
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Shop</title>${script}<body>${body}`);
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

// A project, the UID of its source, and what it has stored under the types of this protocol.
async function resource(name, rules = []) {
    const project = await hub.project(name);
    const { items } = await hub.api(`/projects/${project.id}/sources`);
    for (const rule of rules) {
        const made = await fetch(`${hub.url}/api/v2/projects/${project.id}/rules`, { method: 'POST', headers: { Authorization: `Bearer ${hub.token}` }, body: JSON.stringify(rule) });
        assert.equal(made.status, 201);
    }
    const until = async (holds) => {
        const deadline = Date.now() + 30_000;
        for (;;) {
            const stored = (await hub.api(`/projects/${project.id}/events?limit=1000`)).items.reverse();
            if (holds(stored)) return stored;
            assert.ok(Date.now() < deadline, JSON.stringify(stored.map(typeOf)));
            await new Promise((tick) => setTimeout(tick, 20));
        }
    };
    return { ...project, uid: items[0].openTraceUid, until };
}
const typeOf = ({ wire, kind }) => wire?.event_type ?? kind;
const payloadOf = ({ wire }) => JSON.parse(wire.payload);
const has = (...types) => (stored) => types.every((type) => stored.some((event) => typeOf(event) == type));
const of = (stored, type) => stored.filter((event) => typeOf(event) == type);

async function open(path, tag, context) {
    const page = await (context ?? (await browser.newContext({ locale: 'en-GB' }))).newPage();
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => message.type() == 'error' && wrong.push(message.text()));
    await page.goto(`${origin}${path}${path.includes('?') ? '&' : '?'}script=${encodeURIComponent(tag)}`);
    await page.waitForFunction(() => window.ot);
    return { page, wrong };
}
const tracker = (uid) => `<script async src="${hub.url}/sdk/t.js?id=${uid}"></script>`;

test('the tracker sends a page, clicks, the heat map, forms and the end of the page', async () => {
    const project = await resource('tracker');
    const { page, wrong } = await open('/p?utm_source=facebook&utm_medium=cpc&utm_campaign=summer+sale&fbclid=IwAR2F4&gclid=a==b', tracker(project.uid));
    await page.context().addCookies([{ name: '_fbp', value: 'fb.1.2.3', url: origin }]);
    await page.click('#more');
    for (let i = 0; i < 10; ++i) await page.mouse.click(300, 200);
    await page.evaluate(() => ot.track('bought', { amount: 12.5, currency: 'EUR' }));
    await page.evaluate(() => document.querySelector('#signup').dispatchEvent(new Event('submit', { bubbles: true })));
    const sid = await page.evaluate(() => ot.sid);
    assert.match(sid, /^ot-[0-9a-z]{1,9}-\d{13}$/);
    assert.equal(await page.evaluate(() => localStorage._ot_sid), sid);
    await page.goto('about:blank');

    const stored = await project.until(has('page_view', 'click', 'heatmap_batch', 'bought', 'form_submit', 'page_exit'));
    const [view] = of(stored, 'page_view');
    assert.equal(view.kind, 'pageview');
    assert.equal(view.anonymousId, sid);
    assert.deepEqual([view.utm_source, view.utm_medium, view.utm_campaign], ['facebook', 'cpc', 'summer sale']);
    assert.deepEqual([view.wire.utm_campaign, view.wire.fbclid], ['summer+sale', 'IwAR2F4']);
    assert.deepEqual(view.click_ids, { fbclid: 'IwAR2F4', gclid: 'a==b' });
    assert.match(view.wire.screen_res, /^\d+x\d+$/);
    assert.deepEqual([view.path, view.wire.lang, view.wire.resource_id], ['/p', 'en-GB', project.uid]);
    assert.match(view.messageId, /^page_view\n[0-9a-z]{20}$/);
    const [click] = of(stored, 'click');
    assert.deepEqual(payloadOf(click), { text: 'More about it', id: 'more', tag: 'A' });
    assert.equal(click.interactive, false);
    assert.equal(click.wire.fbp, 'fb.1.2.3');
    assert.equal(of(stored, 'heatmap_batch').flatMap((event) => payloadOf(event).clicks).length, 11);
    const [exit] = of(stored, 'page_exit');
    assert.equal(exit.kind, 'engagement');
    assert.deepEqual(Object.keys(payloadOf(exit)), ['duration', 'scroll_depth']);
    assert.equal(of(stored, 'bought')[0].value_minor, 1250);
    assert.deepEqual(payloadOf(of(stored, 'form_submit')[0]), { id: 'signup', action: origin + '/hang' });
    assert.deepEqual(wrong, []);
});

test('a later visit keeps the id and the click ids, and is no new arrival', async () => {
    const project = await resource('returning');
    const context = await browser.newContext();
    const first = await open('/a?ttclid=E.C.P.abc', tracker(project.uid), context);
    const sid = await first.page.evaluate(() => ot.sid);
    await first.page.close();
    const second = await open('/b', tracker(project.uid), context);
    assert.equal(await second.page.evaluate(() => ot.sid), sid);
    const stored = await project.until((events) => of(events, 'page_view').length == 2);
    const [a, b] = of(stored, 'page_view').sort((x, y) => (x.path < y.path ? -1 : 1));
    assert.deepEqual([a.click_id_kind, b.click_id_kind], ['ttclid', undefined]);
    assert.deepEqual([a.wire.ttclid, b.wire.ttclid], ['E.C.P.abc', 'E.C.P.abc']);
});

test('addresses that change without loading, rules, errors, identify', async () => {
    const project = await resource('pages', [
        { name: 'any page', trigger: 'visit', selector: '*' },
        { name: 'thanks', trigger: 'visit', selector: '~/thanks(\\?|$)' },
        { name: 'broken', trigger: 'visit', selector: '~(' },
        { name: 'asked for more', trigger: 'click', selector: '#more' },
        { name: 'broken too', trigger: 'click', selector: '((' },
        { name: 'halfway', trigger: 'scroll', selector: '50' },
    ]);
    const { page, wrong } = await open('/start', tracker(project.uid));
    await page.evaluate(() => history.pushState({}, '', '/thanks'));
    await page.click('#more');
    await page.evaluate(() => scrollTo(0, 2500));
    await project.until(has('halfway'));
    await page.evaluate(() => {
        setTimeout(() => { throw new TypeError('no such thing'); });
        ot.identify(123456789);
    });
    const sid = await page.evaluate(() => ot.sid);
    const stored = await project.until((events) => has('error', 'identify', 'alias', 'asked for more', 'thanks', 'page_exit')(events) && of(events, 'any page').length >= 2);
    const views = of(stored, 'page_view');
    assert.deepEqual(views.map(({ path }) => path).filter((path) => path == '/thanks'), ['/thanks', '/thanks']); // "#more" is an address, too
    assert.equal(views.find(({ wire }) => wire.url.endsWith('/thanks')).wire.referrer.startsWith(origin + '/start'), true);
    assert.ok(payloadOf(of(stored, 'halfway')[0]).depth >= 50);
    const [error] = of(stored, 'error');
    assert.equal(error.kind, 'exception');
    assert.deepEqual([error.exception.exception[0].type, error.exception.exception[0].value], ['TypeError', 'no such thing']);
    assert.match(error.exception.stack, /TypeError: no such thing/);
    const [identify] = of(stored, 'identify');
    assert.deepEqual([identify.userId, identify.anonymousId, identify.link_kind], ['123456789', sid, 'identify']);
    assert.equal(of(stored, 'alias')[0].linked_id, '15e2b0d3c33891eb');
    assert.equal(wrong.length, 1, 'only the error that was thrown on purpose');
});

test('a campaign: its short link, the page, and the way from the page into the bot', async () => {
    const project = await resource('campaign');
    const added = await fetch(`${hub.url}/api/v2/projects/${project.id}/campaigns`, {
        method: 'POST', headers: { Authorization: `Bearer ${hub.token}` },
        body: JSON.stringify({ name: 'Summer', utmSource: 'news letter', utmMedium: 'mail', utmCampaign: 'summer', target: `${origin}/landing?script=${encodeURIComponent(tracker(project.uid))}`, botUsername: 'shop_bot', botStartParam: 'Ab3dEf6hIj9k', slug: 'summer' }),
    });
    assert.equal(added.status, 201);
    const campaign = await added.json();
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${hub.url}/r/summer?fbclid=I1`);
    await page.waitForFunction(() => window.ot);
    assert.equal(new URL(page.url()).searchParams.get('utm_source'), 'news letter');
    const sid = await page.evaluate(() => ot.sid);
    const { code, url } = await page.evaluate(() => ot.handoff('Ab3dEf6hIj9k'));
    assert.equal(url, `https://t.me/shop_bot?start=utm_${code}`);
    assert.equal(await page.evaluate(() => ot.handoff('nope')), null);

    // The bot asks for the campaign, and says who came.
    const resolved = await fetch(`${hub.url}/api/campaigns/resolve/${code}`);
    assert.deepEqual(await resolved.json(), { utm_source: 'news letter', utm_medium: 'mail', utm_campaign: 'summer', utm_content: null, utm_term: null });
    const event = { name: 'bot_start', project_id: project.uid, payload: { bot_param: `utm_${code}` }, session_id: 'ann' };
    assert.equal((await fetch(`${hub.url}/api/v1/event`, { method: 'POST', body: JSON.stringify(event) })).status, 200);

    const stored = await project.until(has('link_click', 'page_view', 'bot_start'));
    const [click] = of(stored, 'link_click');
    assert.deepEqual([click.kind, click.link_id, click.utm_source, click.click_ids.fbclid, click.wire.ingest], ['click', campaign.id, 'news letter', 'I1', 'redirect']);
    const [start] = of(stored, 'bot_start');
    assert.deepEqual([start.link_kind, start.linked_id, start.link_id], ['handoff', sid, campaign.id]);
    const { measures } = await hub.api(`/projects/${project.id}/query`, 'POST', { kind: 'measures', measures: ['users'], range: 'today', filters: [{ property: 'user_id', op: 'is', value: 'ann' }] });
    assert.equal(measures.users, 1);
    const timeline = await hub.api(`/projects/${project.id}/people/ann/timeline`);
    assert.ok(timeline.items.some(({ kind }) => kind == 'pageview'), 'the page is part of the story of the bot\'s user');
});

test('a browser that asks for privacy sends nothing', async () => {
    const project = await resource('private');
    const context = await browser.newContext();
    await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    const { page } = await open('/p?fbclid=x', tracker(project.uid), context);
    const sent = [];
    page.on('request', (request) => sent.push(request.url()));
    await page.evaluate(() => ot.track('bought'));
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await page.goto('about:blank');
    assert.deepEqual(sent.filter((url) => url.startsWith(hub.url)), []);
    assert.deepEqual((await hub.api(`/projects/${project.id}/events`)).items, []);
});

test('the older tracker: its attributes, its session, its rules', async () => {
    const project = await resource('older', [{ name: 'thanks', trigger: 'visit', selector: '/thanks' }]);
    const tag = `<script src="${hub.url}/ot.js" data-id="${project.uid}" data-host="${hub.url}/api/v1/collect"></script>`;
    const { page, wrong } = await open('/thanks?utm_source=news', tag);
    await page.evaluate(() => ot.track('bought', { amount: 3 }));
    const stored = await project.until(has('page_view', 'bought', 'thanks'));
    const [view] = of(stored, 'page_view');
    assert.match(view.wire.session_id, /^[0-9a-z]{1,13}$/);
    assert.equal(await page.evaluate(() => sessionStorage.ot_sid), view.wire.session_id);
    assert.deepEqual([view.utm_source, view.wire.utm_medium], ['news', undefined]);
    assert.deepEqual(wrong, []);
});

test('T25: the tracker of a resource that nobody knows is a comment, without an id it is 422', async () => {
    const unknown = await fetch(hub.url + '/sdk/t.js?id=nope');
    assert.equal(unknown.status, 200);
    assert.match(unknown.headers.get('content-type'), /^application\/javascript/);
    assert.match((await unknown.text()).trim(), /^\/\/[^\n]*$/);
    const missing = await fetch(hub.url + '/sdk/t.js');
    assert.equal(missing.status, 422);
    assert.deepEqual((await missing.json()).detail[0].loc, ['query', 'id']);
    const project = await resource('headers');
    const known = await fetch(`${hub.url}/sdk/t.js?id=${project.uid}`);
    assert.equal(known.headers.get('cache-control'), 'no-cache, no-store, must-revalidate');
    assert.equal(known.headers.get('cross-origin-resource-policy'), 'cross-origin');
});
