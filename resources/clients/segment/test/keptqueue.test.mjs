// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What could not be sent and is kept for later (spec segment §15.5), with several pages of one origin.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSite } from '../testsite.mjs';

const site = await testSite();
const { open, until, load, events } = site;
const names = () => events().map((event) => event.event).sort();
// Names of the events that the pages of an origin keep.
const kept = () =>
    Object.keys(localStorage)
        .filter((key) => key.startsWith('analytics_queue'))
        .flatMap((key) => JSON.parse(`[${localStorage[key]}]`))
        .map((event) => event.event)
        .sort();
const keptIn = (page) => page.evaluate(kept);

// A page that tracks these events while the hub does not take any: they are kept.
async function failing(tracked, origin) {
    site.down = true;
    const page = await open('/', origin);
    await load(page, tracked.map((name) => `analytics.track('${name}')`).join(';'), { retries: 0, useBeacon: false });
    await site.until(async () => {
        await page.evaluate(() => analytics.flush());
        const now = await keptIn(page);
        return tracked.every((name) => now.includes(name));
    }, 'events kept');
    return page;
}
function hubIsBack() {
    site.down = false;
    site.received = [];
}
// Everything these pages have to do with batches is done when flush() has come back twice.
const settle = (page) => page.evaluate(() => analytics.flush().then(analytics.flush));

test('what cannot be sent is kept for the next page', async () => {
    await (await failing(['K'])).close();
    hubIsBack();
    const next = await open();
    await load(next, '');
    await until(() => site.received.length, 'the kept batch');
    await settle(next);
    assert.deepEqual([names(), await keptIn(next)], [['K'], []]);
});

for (const [where, prepare, origin] of [
    ['with locks', () => {}, () => site.origin],
    ['without locks, as on plain http', () => delete Navigator.prototype.locks, () => site.named('shop')],
]) {
    test(`two pages keep what they could not send and neither overwrites the other's, ${where}`, async () => {
        await site.context.addInitScript(prepare);
        const first = await failing(['A1', 'A2'], origin());
        const second = await failing(['B1'], origin());
        assert.deepEqual(await keptIn(first), ['A1', 'A2', 'B1']);
        await Promise.all([first.close(), second.close()]);
        hubIsBack();
        const next = await open('/', origin());
        await load(next, '');
        await until(() => events().length >= 3, 'what both pages kept');
        await settle(next);
        assert.deepEqual([names(), await keptIn(next)], [['A1', 'A2', 'B1'], []]);
    });
}

test('two pages opened at once send what was kept once', async () => {
    for (let round = 0; round < 3; ++round) {
        const old = [];
        for (const name of ['A', 'B', 'C']) old.push(await failing([name + round]));
        await Promise.all(old.map((page) => page.close()));
        hubIsBack();
        const pages = await Promise.all([open(), open()]);
        await Promise.all(pages.map((page) => load(page, '')));
        await until(() => events().length >= 3, 'the kept events');
        await Promise.all(pages.map(settle));
        assert.deepEqual([names(), await keptIn(pages[0])], [[`A${round}`, `B${round}`, `C${round}`], []]);
        await Promise.all(pages.map((page) => page.close()));
    }
});

// Two pages that flush at the same moment may both send an event; its message id is the same, and the hub tells by that.
const namesOnce = () => [...new Map(events().map((event) => [event.messageId, event.event])).values()].sort();

test('what living pages kept is sent under one id, by whichever page comes first', async () => {
    const first = await failing(['A']);
    const second = await failing(['B']);
    hubIsBack();
    await Promise.all([first, second].map((page) => page.evaluate(() => analytics.flush())));
    await until(() => events().length >= 2, 'both events');
    await Promise.all([first, second].map(settle));
    assert.deepEqual([namesOnce(), await keptIn(first)], [['A', 'B'], []]);
});

test('what fails again is kept again, and the rest waits', async () => {
    for (const name of ['A', 'B']) await (await failing([name])).close();
    hubIsBack();
    site.answers = [[503]];
    const page = await open();
    await load(page, '', { retries: 0 });
    await until(() => site.received.length == 1, 'an attempt');
    await until(async () => {
        await page.evaluate(() => analytics.flush());
        return new Set(names()).size == 2;
    }, 'both at last');
    await settle(page);
    assert.deepEqual([site.received.length, await keptIn(page)], [3, []]);
});

test('a pause the hub asks for holds back new events too', async () => {
    site.answers = [[429, { 'Retry-After': '1' }]];
    const page = await open();
    const asked = Date.now();
    await load(page, "analytics.track('A')", { flushAt: 1 });
    await until(() => site.received.length == 1, 'an attempt');
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('analytics_queue')));
    await page.evaluate(() => analytics.track('B'));
    await until(() => events().length == 3, 'a retry');
    assert.ok(Date.now() - asked >= 1000);
    assert.deepEqual(names(), ['A', 'A', 'B']);
});

test('what is kept has a limit', async () => {
    const page = await open();
    await page.evaluate(() => localStorage.setItem('analytics_queue1', JSON.stringify('x'.repeat(450_000))));
    site.answers = [[500]];
    await load(page, "analytics.track('A')", { retries: 0 });
    await until(() => site.received.length, 'an attempt');
    assert.ok(!(await keptIn(page)).includes('A'));
});

test('where storage is refused, what failed waits in memory', async () => {
    await site.context.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
    });
    site.answers = [[500]];
    await load(await open(), "analytics.track('B'); analytics.track('C')", { retryDelay: 1 });
    await until(() => site.received.length == 2, 'a retry');
    assert.deepEqual(names(), ['B', 'B', 'C', 'C']);
    assert.equal(new Set(events().map((event) => event.anonymousId)).size, 1);
});

test('a large event and many events leave in chunks that the browser takes', async () => {
    const page = await open();
    await page.evaluate(() => {
        analytics.load('k', { flushAt: 1000 });
        for (let i = 0; i < 30; ++i) analytics.track('many', { i, text: 'é'.repeat(500) });
    });
    await page.goto('about:blank');
    await until(() => events().length == 30, 'the beacons');
    for (const { bytes } of site.received) assert.ok(bytes <= 64 * 1024, `${bytes} bytes`);
    site.received = [];
    await load(await open(), "analytics.track('large', {text: 'x'.repeat(100000)})");
    await until(() => names().includes('large'), 'the large event');
    assert.deepEqual(names(), ['large']);
});
