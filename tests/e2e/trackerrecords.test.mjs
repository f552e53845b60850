// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What senders of the growth tracker report beside events, over a socket: payments, agreements, counters, states and log
// lines, and what API v2 shows of them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { send, startHub } from './hub.mjs';

const root = new URL('../vectors/tracker/records/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
const V = '14fb0860-b4bf-11e9-8971-7b80435315ac';
let hub, project;

before(async () => {
    hub = await startHub();
    project = await hub.project('Money');
});
after(() => hub?.stop());

function ask(target, body, headers = {}, method = body === undefined ? 'GET' : 'POST') {
    const [, path, query] = /^([^?]*)\??(.*)$/.exec(target);
    return send(hub.url, { method, path, query, headers: { Host: 'tr.example.com', ...headers }, body: body === undefined ? undefined : Buffer.from(body) });
}

// Other settings than the default are the runner's in C++, which has a store of its own for each.
for (const file of readdirSync(root).filter((name) => name.endsWith('.in.json'))) {
    const input = read(file);
    if (['project', 'tracker', 'source', 'geo', 'jurisdictions'].some((name) => name in input)) continue;
    const { answers } = read(file.replace('.in.', '.out.'));
    test(input.origin, async () => {
        for (const [i, { method, target, headers, body }] of input.requests.entries()) {
            const key = headers.Authorization == 'Bearer hubtoken' ? { Authorization: 'Bearer ' + hub.token } : {};
            const answer = await ask(target, body, { ...headers, ...key }, method);
            assert.equal(answer.status, answers[i].status, target);
            if (answers[i].body != undefined && !answers[i].body.includes('created')) assert.equal(answer.body.toString(), answers[i].body);
            const isReport = /\/_(count|update|log)/.test(target);
            assert.equal(answer.headers['access-control-allow-origin'], isReport ? undefined : '*', target);
            assert.equal(answer.headers['set-cookie'], undefined);
        }
    });
}

test('a preflight lets pages pay and agree, and a wrong method is told so', async () => {
    for (const path of ['/tlv/v1/', '/tr/v1/ltv', '/ppi/v1/agree', '/tr/v1/ppi/jds']) {
        const headers = { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' };
        const { status, headers: answer } = await ask(path, undefined, headers, 'OPTIONS');
        assert.deepEqual([status, answer['access-control-allow-origin'], answer['access-control-max-age']], [200, 'https://shop.example', '1728000'], path);
    }
    for (const [method, path] of [['GET', '/str/v1/_count'], ['DELETE', '/ppi/v1/agree'], ['POST', '/ppi/v1/jds']])
        assert.equal((await ask(path, undefined, {}, method)).status, 405, path);
});

test('API v2 shows payments and what each person paid, page by page', async () => {
    const other = await startHub();
    try {
        const shop = await other.project('Shop');
        const pay = (fields) => fetch(other.url + '/tr/v1/ltv/', { method: 'POST', body: JSON.stringify(fields) });
        for (const amt of ['19.90', 5, -5]) assert.equal((await pay({ vid: V, uid: 'ann', orid: V, amt, currency: 'EUR', product: 'Pro Plan' })).status, 200);
        await pay({ uid: 'bob', payments: [{ amt: 100 }, { amt: 1, currency: 'CHF' }] });
        const { items, next } = await other.api(`/projects/${shop.id}/payments?limit=3`);
        assert.deepEqual(items.map(({ uid, amount, currency }) => [uid, amount, currency]), [['bob', '1', 'CHF'], ['bob', '100', 'USD'], ['ann', '-5', 'EUR']]);
        const rest = await other.api(`/projects/${shop.id}/payments?limit=3&cursor=${next}`);
        assert.deepEqual(rest.items.map(({ amount, product, vid, orid }) => [amount, product, vid, orid]), [['5', 'Pro Plan', V, V], ['19.9', 'Pro Plan', V, V]]);
        assert.equal(rest.next, undefined);
        const values = async (by) => (await other.api(`/projects/${shop.id}/lifetime-values?by=${by}`)).items.map(({ id, paid, currency, payments }) => [id, paid, currency, payments]);
        assert.deepEqual(await values('user'), [['bob', '100', 'USD', 1], ['ann', '19.9', 'EUR', 3], ['bob', '1', 'CHF', 1]]);
        assert.deepEqual(await values('order'), [[V, '19.9', 'EUR', 3]]);
        const wrong = await fetch(`${other.url}/api/v2/projects/${shop.id}/lifetime-values?by=luck`, { headers: { Authorization: 'Bearer ' + other.token } });
        assert.deepEqual([wrong.status, (await wrong.json()).pointer], [400, '/by']);
        assert.deepEqual(await shop.events(0), [], 'a payment is no event');
    } finally {
        await other.stop();
    }
});

test('who is erased leaves no payment and no agreement, under none of their ids', async () => {
    const other = await startHub();
    try {
        const shop = await other.project('Shop');
        const post = (path, fields) => fetch(other.url + path, { method: 'POST', body: JSON.stringify(fields) });
        await post('/tr/v1/', { vid: V, uid: 'ann', ename: 'seen' });
        await post('/tlv/v1/', { vid: V, amt: 1 });
        await post('/tlv/v1/', { uid: 'ann', amt: 2 });
        await post('/tlv/v1/', { uid: 'bob', amt: 3 });
        await post('/ppi/v1/agree', { vid: V, cflags: 1 });
        assert.equal((await other.api(`/projects/${shop.id}/agreements`)).items[0].cflags, 1);
        const erased = await fetch(`${other.url}/api/v2/projects/${shop.id}/people/ann`, { method: 'DELETE', headers: { Authorization: 'Bearer ' + other.token } });
        assert.equal(erased.status, 202);
        assert.deepEqual((await other.api(`/projects/${shop.id}/payments`)).items.map(({ uid }) => uid), ['bob']);
        assert.deepEqual((await other.api(`/projects/${shop.id}/agreements`)).items, []);
        const [source] = (await other.api(`/projects/${shop.id}/sources`)).items;
        await other.run('source', 'add', shop.id, '--json'); // so that one is left
        const removed = await fetch(`${other.url}/api/v2/projects/${shop.id}/sources/${source.id}`, { method: 'DELETE', headers: { Authorization: 'Bearer ' + other.token } });
        assert.equal(removed.status, 204);
        assert.deepEqual((await other.api(`/projects/${shop.id}/payments`)).items, [], 'payments go with their source');
    } finally {
        await other.stop();
    }
});

test('counters, states and log lines of services', async () => {
    const other = await startHub();
    try {
        const tell = (path, message, token = other.token) => fetch(other.url + path, { method: 'POST', headers: { Authorization: 'Bearer ' + token }, body: JSON.stringify(message) });
        const { token: reader } = await other.run('token', 'add', 'reader', '--scope', 'read', '--json');
        assert.equal((await tell('/str/v1/_count', { id: 'a' }, reader)).status, 401, 'a token that may only read changes nothing');
        await Promise.all(Array.from({ length: 40 }, (_, i) => tell('/str/v1/_count', { id: i % 2 ? 'odd' : 'even' })));
        await tell('/tr/v1/str/_update?subject=tic.update.node1', { msg: 'up', updated: '1585149028377' });
        await tell('/str/v1/_log', { topic: 'web', level: 3, msg: 'm', params: { k: 'v' } });
        assert.deepEqual((await other.api('/counters?limit=1')), { items: [{ id: 'even', total: 20 }], next: 'even' });
        assert.deepEqual((await other.api('/counters?cursor=even')), { items: [{ id: 'odd', total: 20 }] });
        assert.deepEqual((await other.api('/updates')).items, [{ id: 'tic.update.node1', msg: 'up', updatedAt: '2020-03-25T15:10:28.377Z' }]);
        const [{ topic, level, msg, params }] = (await other.api('/logs')).items;
        assert.deepEqual({ topic, level, msg, params }, { topic: 'web', level: 3, msg: 'm', params: { k: 'v' } });
    } finally {
        await other.stop();
    }
});

test('what laws ask for is set through API v2 and told to everybody', async () => {
    const change = (method, path, body) => fetch(hub.url + '/api/v2/jurisdictions' + path, { method, headers: { Authorization: 'Bearer ' + hub.token }, body: body && JSON.stringify(body) });
    const gdpr = { regulation: 'gdpr', compliance: 'cookie-time', rules: { marketing: '30' }, locs: [{ country: 'DE' }] };
    assert.equal((await change('POST', '', gdpr)).status, 201);
    assert.equal((await change('POST', '', { ...gdpr, rules: { marketing: '60' } })).status, 201);
    const [told] = JSON.parse((await ask('/ppi/v1/jds')).body);
    assert.deepEqual([told.regulation, told.compliance, told.seq, told.rules, told.locs], ['gdpr', 'cookie-time', 0, { marketing: '60' }, [{ country: 'DE' }]]);
    for (const wrong of [{}, { ...gdpr, compliance: 'a:b' }, { ...gdpr, rules: [] }, { ...gdpr, locs: {} }]) assert.equal((await change('POST', '', wrong)).status, 400);
    assert.equal((await change('DELETE', '/gdpr:cookie-time:1')).status, 404);
    assert.equal((await change('DELETE', '/gdpr:cookie-time:0')).status, 204);
    assert.equal((await ask('/ppi/v1/jds')).body.toString(), '[]');
});
