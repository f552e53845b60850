// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The growth tracker over a socket: gate, routes, CORS and handlers with the wire vectors; the README's four examples as
// API v2 shows them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { send, startHub } from './hub.mjs';

const root = new URL('../vectors/tracker/wire/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
let hub, project;

before(async () => {
    hub = await startHub();
    project = await hub.project('Growth');
});
after(() => hub?.stop());

async function ask({ method = 'GET', target, headers = {}, body }) {
    const [, path, query] = /^([^?]*)\??(.*)$/.exec(target);
    const answer = await send(hub.url, { method, path, query, headers: { Host: 'tr.example.com', ...headers }, body: body && Buffer.from(body) });
    return { ...answer, text: answer.body.toString('latin1') };
}

// Accounts and tokens of t22 are the runner's in C++.
for (const file of readdirSync(root).filter((name) => name.endsWith('.in.json') && !name.startsWith('t22'))) {
    const input = read(file);
    // Other settings than the default are the runner's in C++, which has the whole intake without a socket.
    if (['project', 'tracker', 'sink', 'source', 'links'].some((name) => name in input)) continue;
    const { answers } = read(file.replace('.in.', '.out.'));
    test(input.origin, async () => {
        for (const [i, request] of input.requests.entries()) {
            const answer = await ask(request);
            const expected = answers[i];
            assert.equal(answer.status, expected.status, answer.text);
            if (request.target != '/status' && !/\{/.test(expected.body ?? '{')) assert.equal(answer.text, request.method == 'HEAD' ? '' : expected.body);
            if (expected.type) assert.equal(answer.headers['content-type'], expected.type);
            const location = expected.headers?.Location;
            if (location) assert.equal(answer.headers.location, location);
            if (expected.headers?.['Set-Cookie']) assert.match(answer.headers['set-cookie'][0], /^vid=[0-9a-f-]{36}; Path=\/; Domain=example.com; Expires=.* GMT; SameSite=Lax$/);
            for (const name of expected.lacks ?? []) assert.equal(answer.headers[name.toLowerCase()], undefined);
            if (request.target != '/clear') assert.equal(answer.headers['access-control-allow-origin'], '*');
        }
    });
}

test('a preflight lets pages of other sites send JSON with cookies', async () => {
    for (const path of ['/tr/v1/', '/str/v1/', '/tr/v1/tr/', '/img/v1/x.gif', '/rdr/v1/']) {
        const headers = { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' };
        const { status, headers: answer, text } = await ask({ method: 'OPTIONS', target: path, headers });
        assert.deepEqual([status, text], [200, '']);
        assert.equal(answer['access-control-allow-origin'], 'https://shop.example');
        assert.equal(answer['access-control-allow-credentials'], 'true');
        assert.equal(answer['access-control-allow-headers'], 'content-type');
        assert.equal(answer['access-control-allow-methods'], 'GET,POST,HEAD,PUT,DELETE');
        assert.equal(answer['access-control-max-age'], '1728000');
    }
    const { headers } = await ask({ method: 'OPTIONS', target: '/tr/v1/', headers: { Origin: 'https://shop.example' } });
    assert.equal(headers['access-control-allow-headers'], 'Authorization,Accept,User,Content-Type');
});

test('words of the third generation are no pairs, and other versions are nobody\'s', async () => {
    for (const target of ['/tr/v1/ppi', '/tr/v1/ws/x', '/str/v1/_log/x', '/tr/v2/vid/1', '/img/v9/x'])
        assert.equal((await ask({ target })).status, 404, target);
    assert.equal((await ask({ target: '/tr/v1/ws' })).status, 426);
});

test('a short link is set with an account of API v2, followed, and refused to strangers', async () => {
    const other = await startHub();
    try {
        const growth = await other.project('Links');
        const made = await fetch(other.url + '/api/v2/accounts', { method: 'POST', headers: { Authorization: 'Bearer ' + other.token }, body: JSON.stringify({ password: 'pass word' }) });
        assert.equal(made.status, 201);
        const { id } = await made.json();
        assert.deepEqual((await other.api('/accounts')).items.map((account) => [account.id, Object.keys(account)]), [[id, ['createdAt', 'id']]]);
        const host = new URL(other.url).host;
        const set = (password, slug) => fetch(`${other.url}/rpi/v1/redirect/${id}/${encodeURIComponent(password)}`, { method: 'POST', body: JSON.stringify({ urlfrom: `http://${host}${slug}`, urlto: 'https://dest.example/Path?a=B' }) });
        const answers = [await set('wrong', '/Tv'), await set('pass word', '/health'), await set('pass word', '/Tv')];
        assert.deepEqual(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()])), [[400, 'Bad pass'], [400, 'Bad URL (from path)'], [200, '']]);
        const visit = await fetch(other.url + '/TV?utm_source=Mail', { redirect: 'manual' });
        assert.deepEqual([visit.status, visit.headers.get('location')], [302, 'https://dest.example/Path?a=B']);
        assert.match(visit.headers.get('set-cookie'), /^vid=/);
        const [event] = await growth.events(1);
        assert.deepEqual([event.kind, event.name, event.link_id, event.hostname, event.path, event.utm_source], ['click', 'link_click', host + '/tv', 'dest.example', '/Path', 'mail']);
        const listed = await fetch(`${other.url}/rpi/v1/redirects/${host}`, { headers: { Authorization: 'Bearer ' + other.token } });
        assert.deepEqual((await listed.json()).results.map(({ slugfrom, urlto, updater }) => [slugfrom, urlto, updater]), [['/tv', 'https://dest.example/Path?a=B', id]]);
        for (const path of ['/nothing', '/favicon.ico']) {
            const missing = await fetch(other.url + path);
            assert.deepEqual([missing.status, await missing.text()], [404, 'not found']);
            assert.equal((await fetch(other.url + path, { method: 'POST' })).status, 404);
        }
    } finally {
        await other.stop();
    }
});

test('a body is read through any encoding; one that cannot be read loses only itself', async () => {
    const body = gzipSync(JSON.stringify({ ename: 'packed' }));
    const post = (headers, bytes) => send(hub.url, { method: 'POST', path: '/tr/v1/kept/yes', headers: { Host: 'tr.example.com', ...headers }, body: bytes });
    const before = await hub.counter('sightglass_refused_total{protocol="tracker",reason="bad_json"}');
    for (const [encoding, bytes] of [['gzip', body], ['gzip', Buffer.from('no gzip')], ['strange', body]]) assert.equal((await post({ 'Content-Encoding': encoding }, bytes)).status, 200, encoding);
    assert.equal(await hub.counter('sightglass_refused_total{protocol="tracker",reason="bad_json"}'), before + 2);
    const { items } = await hub.api(`/projects/${project.id}/events?limit=3`);
    assert.deepEqual(items.map(({ name, properties }) => [name, properties]), [['hit', { kept: 'yes' }], ['hit', { kept: 'yes' }], ['packed', { kept: 'yes' }]]);
    assert.equal((await post({}, Buffer.alloc(1024 * 1024 + 1, ' '))).status, 413);
});

test('the source is the one that lists the host, the page\'s host, or that of Origin; else nobody\'s', async () => {
    const other = await startHub();
    try {
        const [shop, blog] = [await other.project('Shop'), await other.project('Blog')];
        const list = async (project, host) => {
            const [source] = (await other.api(`/projects/${project.id}/sources`)).items;
            await other.api(`/projects/${project.id}/sources/${source.id}`, 'PATCH', { hosts: [host] });
        };
        await list(shop, 'shop.example');
        await list(blog, 'blog.example');
        const post = (headers, fields) => send(other.url, { method: 'POST', path: '/tr/v1/', headers: { Host: 'hub.example', ...headers }, body: Buffer.from(JSON.stringify({ ename: 'e', ...fields })) });
        await post({ Host: 'shop.example:8443' }, { url: 'https://blog.example/' });
        await post({}, { url: 'https://blog.example/p' });
        await post({ Origin: 'https://blog.example' }, { url: '/p' });
        await post({ Referer: 'https://shop.example/x' }, {});
        // Where a redirect leads says nothing about who sent it.
        await send(other.url, { path: '/rdr/v1/', query: 'url=https%3A%2F%2Fshop.example%2F', headers: { Host: 'hub.example' } });
        assert.deepEqual([(await shop.events(2)).length, (await blog.events(2)).length], [2, 2]);
        const { items } = await other.api('/senders');
        assert.deepEqual(items.map(({ protocol, id }) => [protocol, id]), [['tracker', 'hub.example']]);
        // A page that nobody lists is what a source is offered for, not the tracker's own host.
        await post({ Referer: 'https://news.example/a' }, { url: 'https://Wiki.example/p' });
        await post({ Referer: 'https://news.example/a' }, {});
        assert.deepEqual((await other.api('/senders')).items.map(({ id }) => id), ['news.example', 'wiki.example', 'hub.example']);
    } finally {
        await other.stop();
    }
});

test('health and status', async () => {
    const health = JSON.parse((await ask({ target: '/health' })).text);
    assert.equal(health.metrics.health_status, 'healthy');
    const [client, requests] = JSON.parse((await ask({ target: '/status' })).text);
    assert.deepEqual([client, requests], [{ Key: 'client', Value: '127.0.0.1' }, { Key: 'conns', Value: 0 }]);
});

test('the four examples of the README are stored, and API v2 shows them', async () => {
    const other = await startHub();
    try {
        const growth = await other.project('README');
        for (const file of ['t01', 't02', 't03', 't04']) {
            for (const { method, target, headers, body } of read(file + '.in.json').requests) {
                const answer = await fetch(other.url + target, { method, body, headers });
                assert.equal(answer.status, 200, file);
            }
        }
        const events = await growth.events(4);
        assert.deepEqual(events.map(({ protocol, name }) => [protocol, name]), [['tracker', 'hit'], ['tracker', 'pageview'], ['tracker', 'filter_results'], ['tracker', 'filter_results']]);
        const [pairs, json, failed, good] = events;
        assert.deepEqual([pairs.properties, pairs.wire.lat, pairs.wire.lon, pairs.wire.score, pairs.wire.ref], [{ rock: 'on' }, 37.232332, 6.32233223, 6, '14fb0860-b4bf-11e9-8971-7b80435315ac']);
        assert.deepEqual([json.userId, json.country, json.wire.sink, json.wire.aff, json.wire.duration], ['admin', 'US', 'cw$', 'bespoke', 34752]);
        for (const native of [failed, good])
            assert.deepEqual([native.app_version, native.country, native.traits.ehash, native.wire.params], ['1', 'PL', '-MbtIBwImNmusGbGdX7jHdk6fe4=', '{"page":"1"}']);
    } finally {
        await other.stop();
    }
});
