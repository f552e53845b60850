// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The option `cookie` of load() (spec segment §15.2): ids shared by a site's subdomains, here on plain http.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSite } from '../testsite.mjs';

const site = await testSite();
const { open, load, until, events } = site;
const at = (host) => open('/', site.named(host));
const ids = (page) => page.evaluate(() => [analytics.user().id(), analytics.user().anonymousId()]);
const stored = (page) => page.evaluate(() => Object.keys(localStorage).sort());
const cookies = async () => Object.fromEntries((await site.context.cookies()).map((cookie) => [cookie.name, cookie]));

test('without the option there is no cookie', async () => {
    await load(await at('a.shop'), "analytics.identify('u1')");
    assert.deepEqual(await cookies(), {});
});

test('subdomains share the ids, and a user who leaves one has left all', async () => {
    const first = await at('a.shop');
    await load(first, "analytics.identify('ann@e.com; x', {plan: 'pro'})", { cookie: {} });
    const second = await at('b.shop');
    await load(second, "analytics.track('T')", { cookie: {} });
    assert.deepEqual(await ids(second), await ids(first));
    assert.equal((await ids(first))[0], 'ann@e.com; x');
    await until(() => events().length == 2, 'both events');
    assert.equal(events()[1].userId, 'ann@e.com; x');
    assert.equal(events()[0].anonymousId, events()[1].anonymousId);
    assert.deepEqual(await stored(first), ['analytics_traits']);

    const { analytics_anonymous_id: cookie } = await cookies();
    assert.deepEqual([cookie.domain, cookie.path, cookie.sameSite, cookie.secure], ['.shop.example', '/', 'Lax', false]);
    assert.ok(Math.abs(cookie.expires - Date.now() / 1000 - 365 * 86400) < 60);

    await second.evaluate(() => analytics.reset());
    assert.deepEqual(await ids(first), await ids(second));
    assert.equal((await ids(first))[0], null);
    assert.ok(!('analytics_user_id' in (await cookies())));
});

test('ids known from before move into the cookies', async () => {
    const page = await at('shop');
    await load(page, "analytics.identify('u1')");
    const before = await ids(page);
    const again = await at('shop');
    await load(again, "analytics.track('T')", { cookie: {} });
    assert.deepEqual(await ids(again), before);
    assert.deepEqual(Object.keys(await cookies()).sort(), ['analytics_anonymous_id', 'analytics_user_id']);
});

test('domain, path, age and attributes can be given', async () => {
    await load(await at('a.shop'), "analytics.identify('u1')", {
        storagePrefix: 'x_', cookie: { domain: 'a.shop.example', path: '/', maxage: 2, sameSite: 'Strict' },
    });
    const cookie = (await cookies()).x_user_id;
    assert.deepEqual([cookie.domain, cookie.sameSite], ['.a.shop.example', 'Strict']);
    assert.ok(Math.abs(cookie.expires - Date.now() / 1000 - 2 * 86400) < 60);
});

test('where the browser takes no cookie, ids stay in localStorage', async () => {
    const page = await at('a.shop');
    // A secure cookie on plain http.
    await load(page, "analytics.identify('u1')", { cookie: { secure: true } });
    assert.deepEqual(await cookies(), {});
    assert.deepEqual(await stored(page), ['analytics_anonymous_id', 'analytics_traits', 'analytics_user_id']);
});

test('without persistence there is no cookie either', async () => {
    const page = await at('a.shop');
    await load(page, "analytics.identify('u1')", { cookie: {}, disableClientPersistence: true });
    assert.deepEqual([await cookies(), await stored(page)], [{}, []]);
});

test('an address without a name has its cookie too', async () => {
    const page = await open();
    await load(page, "analytics.track('T')", { cookie: {} });
    assert.equal((await cookies()).analytics_anonymous_id.domain, '127.0.0.1');
});
