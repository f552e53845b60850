// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The Segment test vectors over a socket: gate, routes, CORS, compression and handlers together.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { holds } from './expected.mjs';
import { send, startHub } from './hub.mjs';

const root = new URL('../vectors/segment/', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
let hub;

before(async () => {
    hub = await startHub();
    const project = await hub.project('Vectors');
    await hub.run('source', 'add', project.id, '--write-key', 'wk_test', '--json');
});
after(() => hub?.stop());

for (const folder of ['http', 'sdk', 'time']) {
    for (const file of readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.in.json'))) {
        const input = read(`${folder}/${file}`);
        // Other settings than the default are the runner's in C++, which has the whole intake without a socket.
        if (['source', 'project', 'strict', 'lenient', 'open', 'sink'].some((name) => name in input)) continue;
        const { answers } = read(`${folder}/${file.replace('.in.', '.out.')}`);
        test(input.origin, async () => {
            for (const [i, request] of input.requests.entries()) await check(request, answers[i]);
        });
    }
}

async function check({ json, body, encoding, headers, ...request }, expected) {
    let bytes = json !== undefined ? Buffer.from(JSON.stringify(json)) : body !== undefined ? Buffer.from(body) : undefined;
    if (encoding == 'gzip') {
        bytes = gzipSync(bytes);
        headers = { ...headers, 'Content-Encoding': 'gzip' };
    }
    const answer = await send(hub.url, { ...request, headers, body: bytes });
    const text = answer.body.toString();
    assert.equal(answer.status, expected.status, text);
    const parsed = /json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(text) : undefined;
    if (expected.equals) assert.deepEqual(parsed, expected.equals);
    if (expected.contains) holds(parsed, expected.contains);
    for (const member of expected.has ?? []) assert.ok(member in parsed, member);
    if (expected.bytes) assert.equal(answer.body.length, expected.bytes);
    if (expected.contentType) assert.equal(answer.headers['content-type'], expected.contentType);
    for (const [name, value] of Object.entries(expected.headers ?? {})) assert.equal(answer.headers[name.toLowerCase()], value);
    for (const [name, words] of Object.entries(expected.headersContain ?? {}))
        for (const word of words) assert.ok((answer.headers[name.toLowerCase()] ?? '').toLowerCase().includes(word.toLowerCase()), `${name}: ${word}`);
    if (expected.cors) assert.equal(answer.headers['access-control-allow-origin'], '*');
}

test('every answer below /v1/ may be read by the page that asked', async () => {
    const asked = { headers: { Origin: 'https://a.example' } };
    for (const request of [
        { method: 'POST', path: '/v1/track', body: Buffer.from('{}') },
        { method: 'POST', path: '/v1/nothing', body: Buffer.from('{}') },
        { method: 'GET', path: '/v1/track' },
        { method: 'GET', path: '/analytics.js' },
    ]) {
        const answer = await send(hub.url, { ...request, ...asked });
        assert.equal(answer.headers['access-control-allow-origin'], 'https://a.example', request.path);
        assert.match(answer.headers['access-control-expose-headers'], /Retry-After/i);
    }
});

test('the scripts are served with a tag that answers 304', async () => {
    for (const path of ['/analytics.js', '/analytics.iife.js', '/analytics.js/v1/wk_test/analytics.min.js']) {
        const first = await send(hub.url, { path });
        assert.equal(first.status, 200, path);
        assert.match(first.headers['content-type'], /^application\/javascript/);
        assert.equal(first.headers['cache-control'], 'public, max-age=300');
        const again = await send(hub.url, { path, headers: { 'If-None-Match': first.headers.etag } });
        assert.equal(again.status, 304, path);
    }
});
