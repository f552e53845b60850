// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The OpenMetrics wire vectors over a bare socket, every byte as the clients send it: gate, routes, CORS and handlers.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { startHub } from './hub.mjs';

const root = new URL('../vectors/openmetrics/wire/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
let hub;
let project;

before(async () => {
    process.env.SIGHTGLASS_ADDRESS_RATE = '0';
    hub = await startHub();
    project = await hub.project('OpenMetrics');
});
after(() => hub?.stop());

// One request on a connection of its own: the target's characters are its bytes.
function ask({ method, target, headers = {}, body }) {
    const { hostname, port } = new URL(hub.url);
    const lines = Object.entries({ Host: 'hub', Connection: 'close', ...headers });
    if (body !== undefined) lines.push(['Content-Length', Buffer.byteLength(body)]);
    const head = `${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    return new Promise((done, failed) => {
        const parts = [];
        const socket = connect(port, hostname, () => {
            socket.write(head, 'latin1');
            if (body !== undefined) socket.write(body);
        });
        socket.on('data', (part) => parts.push(part));
        socket.on('error', failed);
        socket.on('end', () => {
            const [first, ...rest] = Buffer.concat(parts).toString('latin1').split('\r\n\r\n');
            const [status, ...fields] = first.split('\r\n');
            const named = Object.fromEntries(fields.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
            done({ status: Number(status.split(' ')[1]), headers: named, body: rest.join('\r\n\r\n') });
        });
    });
}

for (const file of readdirSync(root).filter((name) => name.endsWith('.in.json'))) {
    const input = read(file);
    // Other settings than the default are the runner's in C++, which has the whole intake without a socket.
    if (['project', 'openmetrics', 'sink'].some((name) => name in input)) continue;
    const { answers } = read(file.replace('.in.', '.out.'));
    test(input.origin, async () => {
        for (const [i, request] of input.requests.entries()) {
            const answer = await ask(request);
            assert.equal(answer.status, answers[i].status, answer.body);
            if (answers[i].body !== undefined) assert.equal(answer.body, answers[i].body);
            for (const [name, value] of Object.entries(answers[i].headers ?? {})) assert.equal(answer.headers[name.toLowerCase()], value);
            assert.equal(answer.headers['access-control-allow-origin'], '*');
            if (answer.status != 204) assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
        }
    });
}

test('a request line of 200 KiB is taken, one of 300 KiB is not', async () => {
    const target = (bytes) => `/v1/createUser?q={"sessionId":"long"}&x=${'x'.repeat(bytes)}`;
    assert.equal((await ask({ method: 'GET', target: target(200 * 1024) })).body, 'ok');
    const refused = await ask({ method: 'GET', target: target(300 * 1024) });
    assert.equal(refused.status, 414);
    assert.equal(refused.headers['access-control-allow-origin'], '*');
});

test('a body past a megabyte is not taken', async () => {
    const answer = await ask({ method: 'POST', target: '/v1/events', body: ' '.repeat(1_000_001) });
    assert.equal(answer.status, 413);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
});

test('what belongs to others below /v1 stays theirs', async () => {
    assert.equal((await ask({ method: 'POST', target: '/v1/track', body: '{}' })).status, 401);
    assert.equal((await ask({ method: 'GET', target: '/v1/nothing' })).status, 404);
    assert.equal((await ask({ method: 'GET', target: '/om/v1/nothing' })).status, 404);
});

test('fifty first requests at once make one user', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask({ method: 'GET', target: '/v1/createUser?q={"sessionId":"s9"}' })));
    assert.ok(answers.every(({ body }) => body == 'ok'));
    const { items } = await hub.api(`/projects/${project.id}/events?limit=1000`);
    assert.equal(items.filter(({ anonymousId }) => anonymousId == 's9').length, 50);
});
