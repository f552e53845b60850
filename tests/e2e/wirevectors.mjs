// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sends the vectors of a folder over a socket: gate, routes, CORS, compression and handlers together. Those that change
// the hub's settings, or whose answer depends on the time of day (`frozen`), are the runner's in C++
// (tests/ingest/wirevectors.h). `hub()` gives the hub; `headersOf` may change what is sent.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { holds } from './expected.mjs';
import { send } from './hub.mjs';

const kSettings = ['source', 'project', 'sink', 'counter', 'frozen'];

export function wireVectors(folder, hub, prepare, headersOf = (headers) => headers) {
    const root = new URL(`../vectors/${folder}/`, import.meta.url);
    const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
    describe(`the vectors of ${folder}`, () => {
        before(prepare);
        for (const file of readdirSync(root).filter((name) => name.endsWith('.in.json'))) {
            const input = read(file);
            if (kSettings.some((name) => name in input)) continue;
            const { answers } = read(file.replace('.in.', '.out.'));
            test(input.origin, async () => {
                for (const [i, request] of input.requests.entries()) await check(hub().url, { ...request, headers: headersOf(request.headers) }, answers[i]);
            });
        }
    });
}

function bodyOf({ json, body, base64, bomb }) {
    if (json !== undefined) return Buffer.from(JSON.stringify(json));
    if (base64 !== undefined) return Buffer.from(base64, 'base64');
    if (bomb !== undefined) return gzipSync(Buffer.alloc(bomb), { level: 9 });
    return body === undefined ? undefined : Buffer.from(body);
}

async function check(url, request, expected) {
    const { method, target, headers } = request;
    const answer = await send(url, { method, path: target, headers, body: bodyOf(request) });
    const text = answer.body.toString();
    assert.equal(answer.status, expected.status, text);
    const parsed = () => JSON.parse(text);
    if (expected.equals) assert.deepEqual(parsed(), expected.equals);
    if (expected.contains) holds(parsed(), expected.contains);
    for (const member of expected.has ?? []) assert.ok(member in parsed(), member);
    if (expected.body !== undefined) assert.equal(text, expected.body);
    if (expected.bytes !== undefined && method != 'HEAD') assert.equal(answer.body.length, expected.bytes);
    if (expected.contentType) assert.equal(answer.headers['content-type'], expected.contentType);
    for (const [name, value] of Object.entries(expected.headers ?? {})) assert.equal(answer.headers[name.toLowerCase()] ?? '', value);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
}
