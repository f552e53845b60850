// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client in headless Chromium, against a server that is site and hub in one.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const kUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const script = await readFile(new URL('../dist/track.js', import.meta.url), 'utf8');
let browser, context, server, origin, received, wrong;

before(async () => {
    server = createServer((request, response) => {
        if (/\/pub\/v1\/track.js$|\/tr\/v1\/pub\/track.js$/.test(request.url)) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(script);
        if (request.method != 'POST') {
            const head = decodeURIComponent(/head=([^&]*)/.exec(request.url)?.[1] || '');
            return response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Page</title>' + head);
        }
        let body = '';
        request.setEncoding('utf8').on('data', (part) => (body += part));
        request.on('end', () => {
            received.push({ path: request.url, type: request.headers['content-type'], cookie: request.headers.cookie, ...JSON.parse(body) });
            response.writeHead(200).end();
        });
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${server.address().port}`;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
});
beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    received = [];
    wrong = [];
});

async function open(config = {}, path = '/page?', before = '', src = '/pub/v1/track.js') {
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    const head = `<script>_sfpl = ${JSON.stringify(config)};${before}</script><script src="${src}"></script>`;
    await page.goto(origin + path + '&head=' + encodeURIComponent(head));
    return page;
}
// In the order of arrival; what is sent at once may overtake each other on connections of its own.
async function arrive(count) {
    const deadline = Date.now() + 20_000;
    while (received.length < count) {
        assert.ok(Date.now() < deadline, `${received.length} of ${count} events came`);
        await new Promise((tick) => setTimeout(tick, 10));
    }
    assert.equal(received.length, count);
    return received;
}

test('a page is told when it loads and when it changes without loading', async () => {
    const page = await open();
    await arrive(1);
    await page.evaluate(() => {
        history.pushState({}, '', '/next');
        history.replaceState({}, '', '/next');
    });
    const [load, reroute] = await arrive(2);
    assert.equal(load.path, '/tr/v1/');
    assert.match(load.type, /^text\/plain/);
    assert.deepEqual([load.ename, load.etyp, load.first], ['load', 'page', 'true']);
    assert.match(load.vid, kUuid);
    assert.match(load.sid, kUuid);
    assert.deepEqual([reroute.ename, reroute.etyp, reroute.first], ['reroute', 'page', 'false']);
    assert.deepEqual([reroute.url, reroute.last], [origin + '/next', load.url]);
    assert.deepEqual([reroute.vid, reroute.sid], [load.vid, load.sid]);
    assert.ok(reroute.duration >= 0 && load.w > 0 && load.h > 0 && load.tz && load.device == 'desktop' && load.os == 'linux');
    assert.deepEqual(wrong, []);
});

test('the calls of all three generations', async () => {
    const page = await open({ auto: false, app: 'shop', rel: '1.2', routes: [{ Regex: '^/page', PageType: 'article' }] }, '/page?type=x&token=secret&');
    await page.evaluate(() => {
        tr({ sink: 'buy', score: 2, free: 'A' });
        tr({ again: 1 });
        tr({ again: 2 }, true);
        track({ ename: 'signup', etyp: 'conversion', uid: 'u1', email: 'a@b.c', jwt: 'x', params: { plan: 'pro' } });
    });
    await arrive(3);
    const told = (wanted) => received.find(wanted);
    const first = told(({ sink }) => sink), forced = told(({ params }) => params.again), third = told(({ ename }) => ename == 'signup');
    assert.deepEqual([first.sink, first.score, first.params.free, first.params.qtype, first.params.sink], ['buy', 2, 'A', 'x', undefined]);
    assert.equal(forced.params.again, 2);
    assert.deepEqual([third.ename, third.uid, third.email, third.params.plan, third.app, third.rel, third.ptyp], ['signup', 'u1', 'a@b.c', 'pro', 'shop', '1.2', 'article']);
    assert.ok(received.every((event) => !JSON.stringify([event.jwt, event.params]).includes('secret') && !('jwt' in event) && !('token' in event.params)));
    assert.deepEqual(wrong, []);
});

test('calls made before the script came are made then', async () => {
    await open({ auto: false }, '/page?', 'track=function(){(track.q=track.q||[]).push(arguments)};track({ename:"early"})');
    assert.equal((await arrive(1))[0].ename, 'early');
});

test('what led here counts for later pages, and query members are extras', async () => {
    await open({}, '/page?utm_source=News&utm_campaign=spring&xid=e1&color=red&');
    const [first] = await arrive(1);
    assert.deepEqual([first.source, first.campaign, first.xid, first.params.color, first.params.source], ['News', 'spring', 'e1', 'red', undefined]);
    await open();
    const second = (await arrive(2))[1];
    assert.deepEqual([second.source, second.campaign, second.first, second.vid], ['News', 'spring', 'false', first.vid]);
});

test('no cookie is written before consent, and none is sent', async () => {
    const page = await open({ consent: 'required' });
    await arrive(1);
    await page.evaluate(() => track({ ename: 'second' }));
    const [first, second] = await arrive(2);
    assert.equal(await page.evaluate(() => document.cookie), '');
    assert.deepEqual([second.vid, second.cookie], [first.vid, undefined]);
    await page.evaluate(() => {
        sfpl.consent(1024);
        track({ ename: 'third' });
    });
    const third = (await arrive(3))[2];
    assert.deepEqual([third.vid, third.cflags], [first.vid, '1024']);
    assert.match(await page.evaluate(() => document.cookie), /vid=.*CookieConsent=1024|CookieConsent=1024.*vid=/);
    await page.evaluate(() => sfpl.consent(0));
    assert.equal(await page.evaluate(() => document.cookie), '');
});

test('cookies have the names that the page gives them; those of older clients are read', async () => {
    await context.addCookies([{ name: 'v', value: '14fb0860-b4bf-11e9-8971-7b80435315ac', url: origin }, { name: 'sess', value: 'old', url: origin }, { name: 'trc', value: String(Date.now()), url: origin }]);
    await open({ cookies: { vid: 'v' } });
    const [event] = await arrive(1);
    assert.deepEqual([event.vid, event.sid, event.first], ['14fb0860-b4bf-11e9-8971-7b80435315ac', 'old', 'false']);
});

test('a session ends after its time without an event', async () => {
    await open({ sessionTimeout: 1 });
    await open({ sessionTimeout: 1 });
    const [first, second] = await arrive(2);
    assert.equal(first.vid, second.vid);
    assert.notEqual(first.sid, second.sid);
});

test('who asks not to be tracked is not, when the page honours it', async () => {
    context = await browser.newContext();
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));
    await open({ respectDnt: true });
    const page = await open({});
    await page.evaluate(() => track({ ename: 'asked by nobody' }));
    assert.deepEqual((await arrive(2)).map(({ ename }) => ename).sort(), ['asked by nobody', 'load']);
});

test('clicks on marked elements, when they are asked for', async () => {
    const page = await open({ auto: false, clicks: true });
    await page.evaluate(() => (document.body.innerHTML = '<button data-track="Buy it"><b>Now</b></button><button>Other</button>'));
    await page.click('b');
    await page.click('button:last-child');
    await page.evaluate(() => track({ ename: 'end' }));
    const click = (await arrive(2)).find(({ ename }) => ename == 'click');
    assert.deepEqual([click.ename, click.etyp, click.params.firsttext], ['click', 'click', 'Buy it']);
});

test('an arm is the one that the visitor\'s id falls into, and is told once', async () => {
    const experiments = { color: { salt: 's', arms: [{ split: 'red', weight: 1, ver: 1 }, { split: 'blue', weight: 3, ver: 2 }] } };
    const page = await open({ auto: false, experiments });
    const arm = await page.evaluate(() => [sfpl.variant('color'), sfpl.variant('color')]);
    await page.evaluate(() => track({ ename: 'bought' }));
    await arrive(2);
    const [exposed, bought] = ['exposed', 'bought'].map((name) => received.find(({ ename }) => ename == name));
    const place = createHash('sha256').update(`color:s:${exposed.vid}`).digest().readUInt32BE() / 2 ** 32;
    assert.deepEqual(arm, Array(2).fill(place < 0.25 ? 'red' : 'blue'));
    assert.deepEqual([exposed.ename, exposed.etyp, exposed.xid, exposed.split], ['exposed', 'experiment', 'color', arm[0]]);
    assert.deepEqual([bought.xid, bought.split], ['color', arm[0]]);
    const forced = await open({ auto: false, experiments }, '/page?xid=color&split=red&');
    assert.equal(await forced.evaluate(() => sfpl.variant('color')), 'red');
    assert.equal(await forced.evaluate(() => sfpl.variant('unknown')), undefined);
});

test('the hub is where the script came from, or where the page says', async () => {
    await open({}, '/page?', '', '/base/tr/v1/pub/track.js');
    await open({ trackerUrl: origin + '/tr/v1/tr/' });
    assert.deepEqual((await arrive(2)).map(({ path }) => path).sort(), ['/base/tr/v1/', '/tr/v1/tr/']);
});
