// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The OpenTrace wire vectors over a socket: gate, routes, CORS and handlers. What was stored is asked through API v2.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { send, startHub } from './hub.mjs';

const root = new URL('../vectors/opentrace/wire/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
let hub;

before(async () => {
    hub = await startHub();
});
after(() => hub?.stop());

// A project whose source is this resource.
async function resource(uid) {
    const project = await hub.project(uid);
    const { items } = await hub.api(`/projects/${project.id}/sources`);
    await hub.api(`/projects/${project.id}/sources/${items[0].id}`, 'PATCH', { openTraceUid: uid });
    return project;
}
const same = (text, expected) => assert.deepEqual(JSON.parse(text), expected);

let count = 0;
for (const file of readdirSync(root).filter((name) => name.endsWith('.in.json'))) {
    const input = read(file);
    // Other settings than the default are the runner's in C++, which has the whole intake without a socket.
    if (['project', 'options', 'source', 'sink', 'campaigns'].some((name) => name in input)) continue;
    const { answers, events } = read(file.replace('.in.', '.out.'));
    test(input.origin, async () => {
        // Each case has a resource of its own.
        const uid = `ot_web_${++count}`;
        const project = await resource(uid);
        for (const rule of input.rules ?? []) {
            const answer = await fetch(`${hub.url}/api/v2/projects/${project.id}/rules`, { method: 'POST', headers: { Authorization: `Bearer ${hub.token}` }, body: JSON.stringify(rule) });
            assert.equal(answer.status, 201);
        }
        const own = (text) => text?.replaceAll('ot_web_x7k2p', uid);
        for (const [i, { method, path, headers, json, body, fill }] of input.requests.entries()) {
            const bytes = own(fill ? ' '.repeat(fill) : json !== undefined ? JSON.stringify(json) : body);
            const answer = await send(hub.url, { method, path: own(path), headers, body: bytes === undefined ? undefined : Buffer.from(bytes) });
            const expected = answers[i];
            assert.equal(answer.status, expected.status, answer.body.toString());
            if (expected.body && path != '/api/health') same(answer.body.toString(), JSON.parse(own(JSON.stringify(expected.body))));
            if (expected.pattern) assert.match(answer.body.toString(), new RegExp(`^${expected.pattern}$`));
            for (const [name, value] of Object.entries(expected.headers ?? {})) assert.equal(answer.headers[name], value);
        }
        if (input.gate) return;
        const mine = events.filter(({ row }) => (row?.resource_id ?? 'ot_web_x7k2p') == 'ot_web_x7k2p');
        const stored = (await project.events(mine.length)).filter(({ wire }) => wire);
        const rows = mine.filter(({ row }) => row);
        for (const { row } of rows) {
            const named = stored.filter(({ wire }) => (wire.event_type ?? '') == (row.event_type ?? ''));
            assert.ok(named.some(({ wire }) => JSON.stringify(JSON.parse(wire.payload)) == JSON.stringify(row.payload)), row.event_type);
        }
    });
}

test('T31: an event whose sender hangs up without reading is stored', async () => {
    const project = await resource('ot_web_hangup');
    const body = JSON.stringify({ name: 'server_booted', project_id: 'ot_web_hangup', payload: {}, utm_source: null, utm_medium: null, utm_campaign: null, session_id: null });
    const { hostname, port } = new URL(hub.url);
    await new Promise((closed, failed) => {
        const socket = connect(port, hostname, () => {
            socket.end(`POST /api/v1/event HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`, () => socket.destroy());
        });
        socket.on('error', failed);
        socket.on('close', closed);
    });
    const [event] = await project.events(1);
    assert.equal(event.event, 'server_booted');
});

test('a resource that nobody knows is offered to be made a source', async () => {
    const sent = await send(hub.url, { method: 'POST', path: '/api/v1/collect', body: Buffer.from('{"rid":"ot_web_stranger","type":"a"}') });
    assert.equal(sent.status, 200);
    const { items } = await hub.api('/senders');
    assert.ok(items.some(({ protocol, id }) => protocol == 'opentrace' && id == 'ot_web_stranger'));
});
