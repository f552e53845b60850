// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The privacy statements of sierra-analytics.md §15 as tests: captures are sent to a hub, then every byte of its data
// folder, its log, a backup and its answers is searched, while events are fresh and after they were sealed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { send, startHub } from './hub.mjs';

const kAddresses = ['203.0.113.77', '2001:db8:77::1f'];
const kAgents = ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; MarkAgent) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'];
kAgents.push(kAgents[0].replace('MarkAgent', 'MarkAgentToo'));
const kLanguages = ['nn-NO,x-marklanguage;q=0.5', 'nn,x-marklanguage-too'];
const kSecrets = ['MarkAgent', ...kAgents, 'marklanguage', 'nn-NO', 'MarkQuery', 'MarkFragment', 'MarkReferrer', 'MarkCookie', 'MarkOptOut', 'MarkBot', 'MarkPing', ...kAddresses, ...derived()];
const kKept = ['MarkPath', 'MarkTab', 'MarkView', 'MarkEvent', 'MarkMessage'];
let hub, project, pixel, answers;

// What could have been made of an address or an agent: digests as text and bytes, the address as bytes.
function derived() {
    const digests = [...kAddresses, ...kAgents].flatMap((text) => ['md5', 'sha1', 'sha256', 'sha512', 'blake2b512'].map((kind) => createHash(kind).update(text).digest()));
    return [
        ...digests.flatMap((bytes) => [bytes.subarray(0, 8), bytes.subarray(0, 8).toString('hex'), bytes.toString('base64').slice(0, 16)]),
        Buffer.from([203, 0, 113, 77]),
        Buffer.from([77, 113, 0, 203]),
        Buffer.from('20010db800770000000000000000001f', 'hex'),
    ];
}
const hit = (members, tab = 'MarkTab') => ({ b: 'MarkView', i: tab, u: 'https://shop.example/MarkPath?token=MarkQuery&utm_source=news#MarkFragment', r: 'https://ref.example/MarkReferrer?q=MarkReferrer', t: 'Europe/Oslo', ...members });

async function post(path, body, address, more = {}) {
    const headers = { 'Content-Type': 'text/plain', 'User-Agent': kAgents[kAddresses.indexOf(address)], 'Accept-Language': kLanguages[kAddresses.indexOf(address)], Cookie: 'sid=MarkCookie', Origin: 'https://shop.example', 'X-Forwarded-For': address, ...more };
    const answer = await send(hub.url, { method: body ? 'POST' : 'GET', path, headers, body: body && Buffer.from(typeof body == 'string' ? body : JSON.stringify(body)) });
    answers.push(answer);
    return answer;
}

before(async () => {
    process.env.SIGHTGLASS_ADDRESS_RATE = '0';
    answers = [];
    hub = await startHub();
    project = await hub.project('Shop');
    await hub.run('source', 'add', project.id, '--host', 'shop.example', '--json');
    const made = await fetch(`${hub.url}/api/v2/projects/${project.id}/pixels`, { method: 'POST', headers: { Authorization: `Bearer ${hub.token}` }, body: '{"name":"Mail","eventName":"MarkEvent"}' });
    assert.equal(made.status, 201);
    pixel = (await made.json()).pixelId;
    for (const address of kAddresses) {
        for (const more of [{}, { e: 'custom', n: 'MarkEvent', d: { plan: 'pro' } }, { e: 'unload', m: 1500 }]) assert.equal((await post('/track/hit', hit(more), address)).status, 204);
        assert.equal((await post('/track/hit', { ...hit({}), u: 'https://unknown.example/MarkPath?token=MarkQuery' }, address)).status, 204);
        assert.equal((await post('/track/exception', { u: hit({}).u, ty: 'TypeError', m: 'MarkMessage', s: 'at x (a.js:1:2)', i: 'MarkTab' }, address)).status, 204);
        assert.equal((await post('/track/ping?h=MarkPing&p=MarkQuery', null, address)).status, 200);
        assert.equal((await post(`/track/gif/${pixel}.gif?x=MarkQuery`, null, address, { Referer: 'https://mail.example/MarkReferrer' })).status, 200);
        // What is not stored.
        for (const header of ['DNT', 'Sec-GPC']) assert.equal((await post('/track/hit', hit({ n: 'MarkOptOut', e: 'custom' }, 'MarkOptOut'), address, { [header]: '1' })).status, 204);
        assert.equal((await post('/track/hit', hit({ u: 'about:MarkQuery' }), address)).status, 204);
        assert.equal((await post('/track/hit', '{"u":"MarkQuery"}', address)).status, 400);
        assert.equal((await post('/track/hit', 'MarkQuery', address)).status, 400);
        assert.equal((await post('/track/MarkQuery?MarkQuery', null, address)).status, 404);
        assert.equal((await post('/tracker.js', null, address)).status, 200);
        assert.equal((await post('/robots.txt', null, address)).status, 200);
    }
});
after(() => hub?.stop());

const files = () => readdirSync(hub.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const allBytes = () => Buffer.concat(files().map((file) => readFileSync(file)));

function holdsNoSecret(bytes, where) {
    for (const secret of kSecrets) assert.equal(bytes.indexOf(secret), -1, `${where} holds ${secret}`);
}
function holdsWhatIsKept(bytes, where) {
    for (const text of kKept) assert.notEqual(bytes.indexOf(text), -1, `${where} lacks ${text}: the search proves nothing`);
}
async function answered() {
    const events = await hub.api(`/projects/${project.id}/events?limit=1000`);
    assert.equal(events.items.length, 10); // two addresses: load, custom, unload, exception, pixel
    const others = await Promise.all(['/rejections', '/senders', '/audit', `/projects/${project.id}/people`].map((path) => hub.api(path)));
    return Buffer.from(JSON.stringify([events, ...others]));
}

test('the data folder holds nothing of who sent fresh events', async () => {
    const bytes = allBytes();
    holdsWhatIsKept(bytes, 'the data folder');
    holdsNoSecret(bytes, 'the data folder');
});

test('nor do backups and answers', async () => {
    const copy = join(hub.data, '..', `${hub.data.split('/').pop()}-backup.db`);
    await hub.run('backup', copy, '--json');
    const bytes = readFileSync(copy);
    rmSync(copy);
    holdsWhatIsKept(bytes, 'the backup');
    holdsNoSecret(bytes, 'the backup');
    const told = await answered();
    holdsWhatIsKept(told, 'the answers');
    holdsNoSecret(told, 'the answers');
});

test('what is stored does not depend on the address, the agent or the other languages', async () => {
    const { items } = await hub.api(`/projects/${project.id}/events?limit=1000`);
    const without = ({ received_at, receivedAt, timestamp, event_time, ...rest }) => JSON.stringify(rest);
    const kinds = items.map(without).sort();
    for (let i = 0; i < kinds.length; i += 2) assert.equal(kinds[i], kinds[i + 1]);
});

test('country is the time zone\'s, the session the tab\'s', async () => {
    const { items } = await hub.api(`/projects/${project.id}/events?limit=1000`);
    const loads = items.filter(({ kind }) => kind == 'pageview');
    assert.deepEqual(loads.map(({ country, session_hint, utm_source, language, path, referrer_host }) => [country, session_hint, utm_source, language, path, referrer_host]), Array(2).fill(['NO', 'MarkTab', 'news', 'nn', '/MarkPath', 'ref.example']));
});

test('no answer sets a cookie', () => {
    assert.ok(answers.length > 25);
    for (const { headers } of answers) assert.equal(headers['set-cookie'], undefined);
});

test('sealed events and the log hold nothing either', async () => {
    const answer = await fetch(`${hub.url}/api/v2/compact`, { method: 'POST', headers: { Authorization: `Bearer ${hub.token}` }, body: '{}' });
    assert.ok(answer.ok, `${answer.status}`);
    const deadline = Date.now() + 60_000;
    for (;;) {
        const { items } = await hub.api('/jobs');
        if (items.every(({ phase }) => phase == 'done')) break;
        assert.ok(Date.now() < deadline && items.every(({ phase }) => phase != 'failed'), JSON.stringify(items));
        await new Promise((tick) => setTimeout(tick, 50));
    }
    holdsNoSecret(allBytes(), 'the data folder');
    const told = await answered(); // of the chunks, unpacked
    holdsWhatIsKept(told, 'the answers');
    holdsNoSecret(told, 'the answers');
    holdsNoSecret(hub.log(), 'the log');
});
