// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client of servers, as module and as CommonJS, against a server that notes what comes.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import * as module from '../dist/node.mjs';

const common = createRequire(import.meta.url)('../dist/node.cjs');
let server, url, received, answers;

before(async () => {
    server = createServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (part) => (body += part));
        request.on('end', () => {
            received.push({ path: request.url, method: request.method, ...JSON.parse(body) });
            response.writeHead(answers.shift() || 200).end('ok');
        });
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
    server.closeAllConnections();
    server.close();
});
beforeEach(() => {
    received = [];
    answers = [];
});

for (const [form, { OpenMetrics }] of Object.entries({ module, common })) {
    test(`${form}: a user is named once, then come the events`, async () => {
        const client = new OpenMetrics(url + '/prefix/');
        client.logEvent({ userId: 'foo' }, 'a b', { text: 'ünï "code" & more' });
        client.logEvent({ userId: 'foo' }, 'second', undefined, { active: false });
        client.setUserProperties({ userId: 'foo' }, { plan: 'pro' });
        assert.equal(await client.close(), true);
        const [named, first, properties, second] = received;
        assert.equal(received.length, 4);
        assert.deepEqual([named.path, named.uid], ['/prefix/v1/setUserId', 'foo']);
        assert.match(named.sessionId, /^[A-Za-z0-9]{20}$/);
        assert.ok(received.every(({ sessionId, method }) => sessionId == named.sessionId && method == 'POST'));
        assert.deepEqual([first.events[0].name, first.events[0].props], ['a b', { text: 'ünï "code" & more' }]);
        assert.ok(Math.abs(first.events[0].ts - Date.now()) < 60_000);
        assert.deepEqual([properties.path, properties.props], ['/prefix/v1/setUserProps', { plan: 'pro' }]);
        assert.deepEqual([second.events[0].name, second.events[0].options], ['second', { active: false }]);
    });
}

test('ten waiting events leave at once, in one request a session', async () => {
    const client = new module.OpenMetrics(url);
    for (let i = 0; i < 11; ++i) client.logEvent({ sessionId: i % 2 ? 'odd' : 'even' }, 'e' + i);
    await client.outbox.run();
    assert.deepEqual(received.map(({ sessionId, events }) => [sessionId, events.length]), [['even', 1], ['odd', 5], ['even', 5]]);
    assert.equal(await client.close(), true);
});

test('what the hub cannot take now stays, in order; what it refuses is gone', async () => {
    const client = new module.OpenMetrics(url);
    answers = [503];
    client.setUserId('s', 'u');
    client.setUserProperties({ sessionId: 's' }, { a: 1 });
    assert.equal(await client.close(), false);
    assert.equal(received.length, 1);
    answers = [400];
    assert.equal(await client.close(), true);
    assert.deepEqual(received.map(({ path }) => path), ['/v1/setUserId', '/v1/setUserId', '/v1/setUserProps']);
});

test('nothing is thrown when nobody answers', async () => {
    const client = new module.OpenMetrics('http://127.0.0.1:1');
    client.logEvent({ sessionId: 's' }, 'a');
    assert.equal(await client.close(), false);
    client.outbox.take();
});

test('an event of nobody is refused where it is logged', () => {
    assert.throws(() => new module.OpenMetrics(url).logEvent({}, 'a'), TypeError);
});
