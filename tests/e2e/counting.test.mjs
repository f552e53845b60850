// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is answered without being stored, or refused: over a socket, into the counters and the list of refusals.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { holdsEvents } from './expected.mjs';
import { send, startHub } from './hub.mjs';

const kCrawler = 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)';
const kBrowser = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
let hub;
// A hub for each test, so that counters begin at nothing.
beforeEach(async () => {
    hub = await startHub();
});
afterEach(() => hub.stop());

const post = async (path, body, agent = kBrowser) => {
    const headers = { 'User-Agent': agent, Origin: 'https://shop.example' };
    const answer = await send(hub.url, { method: 'POST', path, headers, body: Buffer.from(JSON.stringify(body)) });
    return { status: answer.status, ...JSON.parse(answer.body) };
};
const outcome = (name) => hub.counter(`sightglass_events_total{protocol="segment",outcome="${name}"}`);

test('a project that keeps no bots counts them and answers them', async () => {
    const project = await hub.project('No bots');
    await hub.api(`/projects/${project.id}`, 'PATCH', { storeFlagged: false });
    const event = { writeKey: project.key, anonymousId: 'a', event: 'Seen' };
    for (const agent of [kCrawler, kBrowser, kCrawler]) assert.deepEqual(await post('/v1/track', event, agent), { status: 200, success: true });
    holdsEvents(await project.events(1), [{ type: 'track', event: 'Seen', browser: 'Firefox' }]);
    assert.deepEqual([await outcome('stored'), await outcome('bot'), await outcome('strict')], [1, 2, 0]);
    assert.equal(await hub.counter('sightglass_ignored_bots_total{protocol="segment",reason="ai"}'), 2);
});

test('a strict project counts identity calls and answers them', async () => {
    const project = await hub.project('Strict');
    await hub.api(`/projects/${project.id}`, 'PATCH', { privacy: 'strict' });
    const batch = [
        { type: 'identify', userId: 'u', traits: { email: 'a@b.co' } },
        { type: 'group', userId: 'u', groupId: 'g' },
        { type: 'alias', userId: 'u', previousId: 'p' },
        { type: 'track', userId: 'u', event: 'Seen' },
    ];
    assert.deepEqual(await post('/v1/batch', { writeKey: project.key, batch }), { status: 200, success: true, processed: 4, total: 4 });
    const [event] = await project.events(1);
    assert.deepEqual([event.event, event.userId], ['Seen', undefined]);
    assert.deepEqual([await outcome('stored'), await outcome('strict')], [1, 3]);
});

test('a batch of bad items is counted item by item, listed up to a hundred, and summed up', async () => {
    const project = await hub.project('Bad');
    const good = { type: 'track', userId: 'u', event: 'Good' };
    const bad = Array.from({ length: 350 }, (_, i) => (i % 2 ? { type: 'track', userId: 'u' } : { type: 'foo' + i }));
    const answer = await post('/v1/batch', { writeKey: project.key, batch: [good, ...bad] });
    assert.deepEqual([answer.status, answer.processed, answer.total, answer.errors.length], [200, 1, 351, 101]);
    assert.deepEqual(answer.errors.slice(0, 100).map((error) => error.index), Array.from({ length: 100 }, (_, i) => i + 1));
    assert.deepEqual(answer.errors[100], {
        error: '250 more events were refused',
        details: [
            { code: 'custom', path: [], message: '125 × The event type is unknown.' },
            { code: 'custom', path: [], message: '125 × event must be a text that is not blank.' },
        ],
    });
    assert.equal(await hub.counter('sightglass_refused_total{protocol="segment",reason="invalid_payload"}'), 350);
    const { items } = await hub.api('/rejections?limit=500');
    assert.deepEqual([items.length, items[0].items], [101, 250]);
    assert.match(items[0].detail, /^250 more events were refused: 125 × /);
    await project.events(1);
});
