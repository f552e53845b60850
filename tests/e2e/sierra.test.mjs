// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The SierraSoftworks wire vectors over a socket: gate, routes, CORS and handlers; and the tracker that the hub serves, in
// headless Chromium on another origin: what it sends, what the hub answers, what API v2 knows of it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { send, startHub } from './hub.mjs';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const root = new URL('../vectors/sierra/wire/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
let hub, project, site, sent, browser;

before(async () => {
    process.env.SIGHTGLASS_ADDRESS_RATE = '0';
    hub = await startHub();
    project = await hub.project('Pages');
    await hub.run('source', 'add', project.id, '--host', '127.0.0.1', '--json');
    // Site and way to the hub in one: every request is kept and passed on as it is.
    site = createServer((incoming, outgoing) => {
        if (!/^\/(track\/|tracker\.js)/.test(incoming.url)) return outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
        const parts = [];
        incoming.on('data', (part) => parts.push(part));
        incoming.on('end', () => {
            const body = Buffer.concat(parts);
            const { hostname, port } = new URL(hub.url);
            const on = ask({ hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
                sent.push({ method: incoming.method, url: incoming.url, headers: incoming.headers, body: body.toString(), status: answer.statusCode, answered: answer.headers });
                outgoing.writeHead(answer.statusCode, answer.headers);
                answer.pipe(outgoing);
            });
            on.end(body);
        });
    });
    await new Promise((done) => site.listen(0, '127.0.0.1', done));
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    site?.closeAllConnections();
    site?.close();
    await hub?.stop();
});

for (const file of readdirSync(root).filter((name) => name.endsWith('.in.json'))) {
    const input = read(file);
    // Other settings than the default, other days than today, and pixels that no hub has, are the runner's in C++.
    if (file.startsWith('p0') || ['project', 'sierra', 'sink'].some((name) => name in input) || input.requests.some(({ headers }) => headers['If-Modified-Since'] !== undefined)) continue;
    const { answers } = read(file.replace('.in.', '.out.'));
    test(input.origin, async () => {
        for (const [i, { method, target, headers, body }] of input.requests.entries()) {
            const answer = await send(hub.url, { method, path: target, headers, body: body && Buffer.from(body) });
            assert.equal(answer.status, answers[i].status, answer.body.toString());
            if (answers[i].body !== undefined && method != 'HEAD') assert.equal(answer.body.toString(), answers[i].body);
            for (const [name, value] of Object.entries(answers[i].headers ?? {})) {
                if (name == 'Last-Modified') assert.match(answer.headers['last-modified'], / 00:00:00 GMT$/);
                else if (value === null) assert.equal(answer.headers[name.toLowerCase()], undefined, name);
                else if (value) assert.equal(answer.headers[name.toLowerCase()], value, name);
            }
            assert.equal(answer.headers['set-cookie'], undefined);
        }
    });
}

test('pings differ by their one byte only', async () => {
    const ping = (headers) => send(hub.url, { path: '/track/ping?h=x', headers });
    const first = await ping({});
    const again = await ping({ 'If-Modified-Since': first.headers['last-modified'], 'User-Agent': 'another', 'Accept-Language': 'nn' });
    assert.deepEqual([first.body.toString(), again.body.toString()], ['1', '0']);
    for (const answer of [first, again]) delete answer.headers.date;
    assert.deepEqual(first.headers, again.headers);
});

let page;
async function until(condition, what) {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
        assert.ok(Date.now() < deadline, `never happened: ${what}`);
        await new Promise((tick) => setTimeout(tick, 10));
    }
}
const hits = (kind) => sent.filter(({ url, body }) => url == '/track/hit' && JSON.parse(body).e == kind);

test('our tracker on another origin: the bytes of the contract, unique once a day, counted through API v2', async () => {
    sent = [];
    const way = `http://127.0.0.1:${site.address().port}`;
    const origin = way.replace('127.0.0.1', 'localhost');
    page = `<!doctype html><title>Shop</title><script async src="${way}/tracker.js" data-app-version="1.2" data-auto-capture-exceptions="true"></script>`;
    const wrong = [];
    const tab = await (await browser.newContext({ timezoneId: 'Europe/Oslo', locale: 'nn-NO' })).newPage();
    tab.on('console', (message) => message.type() == 'error' && wrong.push(message.text()));
    await hub.run('source', 'add', project.id, '--host', 'localhost', '--json');
    const visit = async (path, count) => {
        await tab.goto(origin + path);
        await until(() => hits('load').length == count, `${count} loads`);
        const { q, p } = JSON.parse(hits('load').at(-1).body);
        return [q, p];
    };
    assert.deepEqual(await visit('/one/?utm_source=news#top', 1), [true, true]);
    assert.deepEqual(await visit('/one/?utm_source=news', 2), [false, false]);
    assert.deepEqual(await visit('/two', 3), [false, true]);
    await tab.evaluate(() => {
        analytics.event('signup', { plan: 'pro', n: 3 });
        setTimeout(() => { throw new TypeError('broken'); });
    });
    await until(() => hits('custom').length && sent.some(({ url }) => url == '/track/exception'), 'event and exception');
    await tab.goto('about:blank');
    await until(() => hits('unload').length == 3, 'three ends');

    const { b, i } = JSON.parse(hits('load')[0].body);
    const begin = `{"b":"${b}","i":"${i}","e":"load","u":"${origin}/one/?utm_source=news#top","t":"Europe/Oslo"`;
    assert.equal(hits('load')[0].body, begin + ',"q":true,"p":true}');
    const end = JSON.parse(hits('unload')[0].body);
    assert.equal(hits('unload')[0].body, begin.replace('load', 'unload') + `,"m":${end.m}}`);
    assert.match(hits('custom')[0].body, /,"n":"signup","d":\{"plan":"pro","n":"3"\}\}$/);
    const posts = sent.filter(({ method }) => method == 'POST');
    assert.ok(posts.every(({ status, headers }) => status == 204 && headers['content-type'] == 'text/plain' && !headers.cookie));
    const pings = sent.filter(({ url }) => url.startsWith('/track/ping'));
    const host = encodeURIComponent(new URL(origin).host);
    assert.deepEqual(pings.slice(0, 2).map(({ url }) => url).sort(), [`/track/ping?h=${host}`, `/track/ping?h=${host}&p=%2Fone%2F`]);
    assert.ok(pings.every(({ method, status, headers, answered }) => method == 'GET' && status == 200 && !headers.cookie && answered['access-control-allow-origin'] == origin));
    assert.ok(sent.every(({ answered }) => answered['set-cookie'] === undefined));

    const events = (await project.events(8)).filter(({ hostname }) => hostname == 'localhost');
    assert.equal(events.length, 8);
    assert.ok(events.every(({ protocol, visitor_basis, visitor, session_hint }) => protocol == 'sierra' && visitor_basis == 'tab' && visitor == events[0].visitor && session_hint == i));
    const loads = events.filter(({ kind }) => kind == 'pageview');
    assert.deepEqual(loads.map(({ path, country, utm_source }) => [path, country, utm_source]), [['/one', 'NO', 'news'], ['/one', 'NO', 'news'], ['/two', 'NO', undefined]]);
    assert.deepEqual(loads.map(({ first_today_site, first_today_page }) => [first_today_site, first_today_page]), [[true, true], [false, false], [false, true]]);
    const exception = events.find(({ kind }) => kind == 'exception');
    assert.equal(exception.exception.exception[0].type, 'TypeError');
    assert.match(exception.wire.exc_group, /^[0-9a-f]{16}$/);
    assert.equal(exception.app_version, '1.2');
    const answer = await hub.api(`/projects/${project.id}/query`, 'POST', { kind: 'summary', metrics: ['pageviews', 'visitors', 'visits'], range: 'today', filters: [{ property: 'hostname', op: 'is', value: 'localhost' }] });
    assert.deepEqual(answer.metrics, { pageviews: 3, visitors: 1, visits: 1 });
    assert.deepEqual(wrong.filter((text) => !text.includes('broken')), []);
});

test('a site that nobody knows becomes a source by itself, once; a project that lists its host takes over', async () => {
    const hit = () => send(hub.url, { method: 'POST', path: '/track/hit', headers: { 'Content-Type': 'text/plain', 'User-Agent': 'Site/1.0' }, body: Buffer.from('{"b":"1","u":"https://www.new.example/x"}') });
    const own = async (uri) => (await hub.api('/sources')).items.filter(({ sierraUri }) => sierraUri == uri);
    const answers = await Promise.all(Array.from({ length: 20 }, hit));
    assert.ok(answers.every(({ status }) => status == 204));
    assert.equal((await own('https://new.example')).length, 1);
    assert.equal((await hub.api('/senders')).items.find(({ id }) => id == 'https://new.example').count, 20);
    const bot = await send(hub.url, { method: 'POST', path: '/track/hit', headers: { 'Content-Type': 'text/plain', 'User-Agent': 'Googlebot/2.1' }, body: Buffer.from('{"b":"1","u":"https://bots.example/"}') });
    assert.equal(bot.status, 204);
    assert.equal((await own('https://bots.example')).length, 0);
    const site = await hub.project('New');
    await hub.run('source', 'add', site.id, '--host', 'new.example', '--json');
    assert.equal((await hit()).status, 204);
    const [event] = await site.events(1);
    assert.equal(event.path, '/x');
});

test('sources make themselves up to a number', async () => {
    process.env.SIGHTGLASS_SIERRA_MAX_SOURCES = '2';
    const small = await startHub();
    delete process.env.SIGHTGLASS_SIERRA_MAX_SOURCES;
    try {
        for (const host of ['a', 'b', 'c', 'd']) {
            const { status } = await send(small.url, { method: 'POST', path: '/track/hit', headers: { 'Content-Type': 'text/plain', 'User-Agent': 'Site/1.0' }, body: Buffer.from(`{"b":"1","u":"https://${host}.example/"}`) });
            assert.equal(status, 204);
        }
        assert.deepEqual((await small.api('/sources')).items.map(({ sierraUri }) => sierraUri), ['https://a.example', 'https://b.example']);
        assert.equal(await small.counter('sightglass_events_total{protocol="sierra",outcome="stored"}'), 4);
    } finally {
        await small.stop();
    }
});

test('below a base path the tracker says where the hub is', async () => {
    const below = await startHub('--base-path', '/stats');
    try {
        const answer = await fetch(`${new URL(below.url).origin}/stats/tracker.js`);
        assert.match(await answer.text(), /\.origin\+"\/stats"/);
        assert.equal((await fetch(`${new URL(below.url).origin}/stats/track/ping`)).status, 200);
        assert.equal((await fetch(`${new URL(below.url).origin}/stats/robots.txt`)).status, 404);
        const again = await fetch(`${new URL(below.url).origin}/stats/tracker.js`, { headers: { 'If-None-Match': answer.headers.get('etag') } });
        assert.equal(again.status, 304);
    } finally {
        await below.stop();
    }
});
