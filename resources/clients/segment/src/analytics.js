// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { cookie } from './cookie.js';
import { pageOf, queryOf } from './page.js';
import { queue } from './queue.js';
import { parse, storage } from './storage.js';
import { uuid } from './uuid.js';

// The browser client: the OpenTrack script and a target of Segment's loader snippet in one (spec segment §15).

const kVersion = '1.0.0';
const kIgnored = 'pageview trackSubmit trackClick trackLink trackForm addSourceMiddleware addIntegrationMiddleware addDestinationMiddleware register';
// Snippet entries that must run before the calls they concern.
const kFirst = /^(set|on)/;

const isObject = (value) => Object(value) === value;

// Address of the hub, from where this script came: what stands before /analytics…
const scriptHost = (script) => /(.*?)\/analytics\./.exec(script?.src)?.[1] || '';

// An id that Segment's own script left behind: in localStorage as JSON, in cookies as text.
const adopted = (name) => {
    try {
        return parse(localStorage[name] || cookie(name));
    } catch {}
};

// `script`: the element this code came by. Without a page (server-side rendering) every method does nothing and ready()
// calls back at once.
const create = (script) => {
    let options = { disable: !globalThis.document };
    let store;
    let outbox;
    let waiting = []; // Calls before load().
    const listeners = {};
    // Of the call that is being made: the page as the snippet saw it, and the callback.
    let seen;
    let done;

    const get = (name) => store.get(options[name]);
    const set = (name, value) => store.set(options[name], value, name != 'traitsKey');
    const traits = () => parse(get('traitsKey')) || {};
    const setTraits = (value) => set('traitsKey', JSON.stringify(value));

    // Written again each time, so that a cookie has its full time from the last event on.
    const ownId = () => {
        const id = get('anonymousIdKey') || uuid();
        set('anonymousIdKey', id);
        return id;
    };

    const reset = () => {
        set('userIdKey');
        setTraits();
        set('anonymousIdKey', uuid());
    };

    const send = (type, fields, own) => {
        const page = pageOf(seen);
        const {
            messageId = 'ajs-msg-' + uuid(),
            timestamp = new Date(),
            anonymousId = ownId(),
            userId = get('userIdKey'),
            integrations,
            context,
            ...more
        } = own || {};
        const event = {
            type,
            messageId,
            timestamp,
            anonymousId,
            userId,
            integrations,
            ...fields,
            context: {
                page,
                userAgent: navigator.userAgent,
                library: { name: 'analytics.js', version: 'sightglass-' + kVersion },
                screen: { width: screen.width, height: screen.height },
                locale: navigator.language,
                timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
                campaign: queryOf(page.search, 'utm_', 'utm_campaign'),
                ...more,
                ...context,
            },
        };
        if (options.debug) console.log('[Analytics]', type, event);
        outbox.add(event);
        if (done) setTimeout(done, 0, event);
    };

    // page(category, name, …), page(name, …) or page(properties, …)
    // page(category, name, …), page(name, …) or page(properties, …)
    const paged = (type) => (...args) => {
        const texts = args.filter((arg) => typeof arg == 'string');
        const [properties, own] = args.filter((arg) => typeof arg == 'object');
        const fields = { name: texts.pop(), category: texts.pop() };
        send(type, { ...fields, properties: { ...(type == 'page' && pageOf(seen)), ...fields, ...properties } }, own);
    };

    const calls = {
        track: (event, properties = {}, own) => send('track', { event, properties }, own),
        page: paged('page'),
        screen: paged('screen'),
        identify(id, own, more) {
            const known = get('userIdKey');
            if (isObject(id)) [id, own, more] = [, id, own];
            id ||= known;
            if (known && known != id) reset();
            set('userIdKey', id);
            setTraits({ ...traits(), ...own });
            send('identify', { traits: traits() }, more);
        },
        group: (groupId, traits = {}, own) => send('group', { groupId, traits }, own),
        alias(userId, previousId, own) {
            if (isObject(previousId)) [previousId, own] = [, previousId];
            previousId ||= get('userIdKey') || ownId();
            set('userIdKey', userId);
            send('alias', { userId, previousId }, own);
        },
        setAnonymousId: (id) => set('anonymousIdKey', id),
        reset,
        ready: () => done && done(),
    };

    const call = (method, args) => {
        seen = args[args.length - 1]?.__t == 'bpc' && args.pop();
        done = typeof args[args.length - 1] == 'function' && args.pop();
        calls[method](...args);
        listeners[method]?.map((listener) => listener(...args));
    };

    const client = {
        on: (name, listener) => (listeners[name] ||= []).push(listener),
        once(name, listener) {
            const once = (...args) => {
                client.off(name, once);
                listener(...args);
            };
            client.on(name, once);
        },
        off(name, listener) {
            listeners[name] = listeners[name]?.filter((other) => listener && other != listener);
        },
        debug(on = true) {
            options.debug = on;
        },
        flush: () => outbox?.flush(),
        // Nothing is read or written before load().
        user: () => ({
            id: () => (outbox && get('userIdKey')) || null,
            anonymousId: () => outbox && ownId(),
            traits: () => outbox && traits(),
        }),
        push: ([method, ...args]) => client[method]?.(...args),
    };

    for (const method in calls)
        client[method] = (...args) => {
            if (options.disable) return method == 'ready' && args[0]?.();
            if (outbox) call(method, args);
            else waiting.push(() => call(method, args));
        };
    for (const method of kIgnored.split(' ')) client[method] = () => {};

    const readQueryString = (search) => {
        const { aid, uid, event } = queryOf(search, 'ajs_') || {};
        if (aid) client.setAnonymousId(aid);
        if (uid) client.identify(uid, queryOf(search, 'ajs_trait_'));
        if (event) client.track(event, queryOf(search, 'ajs_prop_'));
    };

    client.load = (key, given = {}) => {
        if (outbox || (options.disable ||= given.disable)) return client;
        const prefix = given.storagePrefix || 'analytics_';
        const { apiHost, protocol = 'https' } = given.integrations?.['Segment.io'] || {};
        const host = apiHost ? protocol + '://' + apiHost : given.host ?? scriptHost(script);
        options = {
            flushAt: 20,
            flushInterval: 1e4,
            useBeacon: true,
            timeout: 5e3,
            retries: 2,
            retryDelay: 1e3,
            userIdKey: prefix + 'user_id',
            anonymousIdKey: prefix + 'anonymous_id',
            traitsKey: prefix + 'traits',
            ...options,
            ...given,
        };
        store = storage(!options.disableClientPersistence, options.cookie);
        if (!get('userIdKey') && !get('anonymousIdKey')) {
            set('userIdKey', adopted('ajs_user_id'));
            set('anonymousIdKey', adopted('ajs_anonymous_id'));
            setTraits(adopted('ajs_user_traits'));
        }
        set('userIdKey', get('userIdKey')); // Into the cookie, if there is to be one.
        outbox = queue(host.replace(/(\/v1)?\/*$/, '/v1/batch'), key, options, store, prefix + 'queue');
        if (options.useQueryString !== false) readQueryString(location.search);
        for (const later of waiting) later();
        if (options.initialPageview) client.page();
        return client;
    };

    return client;
};

// Takes over what a snippet left in window.analytics: its calls in order, what concerns them first.
const takeOver = (left, client) => {
    if (left?.sort) {
        left.sort((a, b) => kFirst.test(b[0]) - kFirst.test(a[0])).map(client.push);
        left.push = client.push;
    }
    if (left?._writeKey) client.load(left._writeKey, left._loadOptions);
};

export const start = () =>
    takeOver(globalThis.analytics, (globalThis.analytics = create(globalThis.document?.currentScript)));
