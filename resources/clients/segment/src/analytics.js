// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { campaignOf, pageOf } from './page.js';
import { queue } from './queue.js';
import { adopted, parse, storage } from './storage.js';

// The browser client: the OpenTrack script and a target of Segment's loader snippet in one (spec segment §15).

const kVersion = '1.0.0';
const kIgnored = 'pageview trackSubmit trackClick trackLink trackForm addSourceMiddleware addIntegrationMiddleware addDestinationMiddleware register';
// Snippet entries that must run before the calls they concern.
const kFirst = /^(setA|on|add)/;
const kTopLevel = ['integrations', 'timestamp', 'anonymousId', 'userId', 'messageId'];

const isObject = (value) => value && typeof value == 'object';

// Version 4, from crypto randomness; randomUUID() is missing on plain http.
const uuid = () =>
    '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) =>
        (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
    );

// Address of the hub, from where this script came: what stands before /analytics…
const scriptHost = (script) => /(.*)\/analytics(\.iife)?\.js/.exec(script?.src)?.[1] || '';

export const create = (script) => {
    let options = {};
    let store;
    let outbox;
    let waiting = []; // Calls before load().
    let listeners = [];
    const client = {};

    const get = (name) => store.get(options[name]);
    const set = (name, value) => store.set(options[name], value);
    const traits = () => parse(get('traitsKey')) || {};
    const setTraits = (value) => set('traitsKey', value && JSON.stringify(value));
    const log = (...words) => options.debug && console.log('[Analytics]', ...words);

    const anonymousId = () => {
        if (!get('anonymousIdKey')) set('anonymousIdKey', adopted('ajs_anonymous_id') || uuid());
        return get('anonymousIdKey');
    };

    const reset = () => {
        set('userIdKey');
        setTraits();
        set('anonymousIdKey', uuid());
    };

    const send = (type, fields, page, own, done) => {
        const event = {
            type,
            messageId: 'ajs-msg-' + uuid(),
            timestamp: new Date(),
            anonymousId: anonymousId(),
            userId: get('userIdKey') || undefined,
            ...fields,
            context: {
                page,
                userAgent: navigator.userAgent,
                library: { name: 'analytics.js', version: 'sightglass-' + kVersion },
                screen: { width: screen.width, height: screen.height },
                locale: navigator.language,
                timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
                campaign: campaignOf(page.search),
            },
        };
        for (const name in own) {
            if (kTopLevel.includes(name)) event[name] = own[name];
            else Object.assign(event.context, name == 'context' ? own[name] : { [name]: own[name] });
        }
        log(type, event);
        outbox.add(event);
        if (done) setTimeout(done, 0, event);
        return event;
    };

    const paged = (type) => (seen, done, ...args) => {
        if (isObject(args[0])) args.unshift(undefined);
        const category = typeof args[1] == 'string' ? args.shift() : undefined;
        const [name, properties, own] = args;
        const page = pageOf(seen);
        const fields = { name, category };
        send(type, { ...fields, properties: { ...(type == 'page' && page), ...fields, ...properties } }, page, own, done);
    };

    // The calls; each gets the page as the snippet saw it, the callback, and the arguments without either.
    const calls = {
        track: (seen, done, event, properties, own) => send('track', { event, properties: properties || {} }, pageOf(seen), own, done),
        page: paged('page'),
        screen: paged('screen'),
        identify(seen, done, ...args) {
            if (isObject(args[0])) args.unshift(null);
            const known = get('userIdKey');
            const id = args[0] == null ? known : '' + args[0];
            if (known && id != known) reset();
            if (id) set('userIdKey', id);
            setTraits({ ...traits(), ...args[1] });
            send('identify', { traits: traits() }, pageOf(seen), args[2], done);
        },
        group: (seen, done, groupId, groupTraits, own) => send('group', { groupId, traits: groupTraits || {} }, pageOf(seen), own, done),
        alias(seen, done, userId, previousId, own) {
            if (isObject(previousId)) [previousId, own] = [, previousId];
            previousId ||= get('userIdKey') || anonymousId();
            set('userIdKey', '' + userId);
            send('alias', { userId, previousId }, pageOf(seen), own, done);
        },
        setAnonymousId: (seen, done, id) => set('anonymousIdKey', id),
        reset,
        ready: (seen, done) => done && done(),
    };

    const call = (method, args) => {
        args = [...args];
        const last = args[args.length - 1];
        const seen = isObject(last) && last.__t == 'bpc' && args.pop();
        const done = typeof args[args.length - 1] == 'function' && args.pop();
        calls[method](seen, done, ...args);
        for (const [name, listener] of [...listeners]) name == method && listener(...args);
    };

    for (const method in calls)
        client[method] = (...args) => {
            if (options.disable) return;
            if (outbox) call(method, args);
            else waiting.push([method, args]);
        };
    for (const method of kIgnored.split(' ')) client[method] = () => {};

    client.on = (name, listener) => listeners.push([name, listener]);
    client.once = (name, listener) =>
        client.on(name, function once(...args) {
            client.off(name, once);
            listener(...args);
        });
    client.off = (name, listener) => {
        listeners = listeners.filter((l) => l[0] != name || (listener && l[1] != listener));
    };
    client.debug = (on) => {
        options.debug = on !== false;
    };
    client.flush = () => outbox && outbox.flush();
    // Nothing is read or written before load().
    client.user = () => ({
        id: () => outbox && get('userIdKey'),
        anonymousId: () => outbox && anonymousId(),
        traits: () => outbox && traits(),
    });
    client.push = ([method, ...args]) => client[method] && client[method](...args);

    const readQueryString = () => {
        const fields = { prop: {}, trait: {} };
        new URLSearchParams(location.search).forEach((value, name) => {
            const [, kind, key] = /^ajs_(prop|trait)_(.*)/.exec(name) || [];
            if (kind) fields[kind][key] = value;
            else fields[name] = value;
        });
        if (fields.ajs_aid) client.setAnonymousId(fields.ajs_aid);
        if (fields.ajs_uid) client.identify(fields.ajs_uid, fields.trait);
        if (fields.ajs_event) client.track(fields.ajs_event, fields.prop);
    };

    client.load = (key, given = {}) => {
        if (isObject(key)) key = key.writeKey;
        if (outbox || given.disable) {
            options.disable = given.disable;
            return client;
        }
        const prefix = given.storagePrefix || 'analytics_';
        const segment = (given.integrations || {})['Segment.io'] || {};
        const host = segment.apiHost ? `${segment.protocol || 'https'}://${segment.apiHost}`.replace(/\/v1\/*$/, '') : given.host;
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
        store = storage(!options.disableClientPersistence);
        if (!get('userIdKey') && !get('anonymousIdKey')) {
            const user = adopted('ajs_user_id');
            if (user) {
                set('userIdKey', user);
                setTraits(adopted('ajs_user_traits'));
            }
        }
        outbox = queue((host ?? scriptHost(script)).replace(/\/+$/, '') + '/v1/batch', key, options, store, prefix + 'queue');
        if (options.useQueryString !== false) readQueryString();
        for (const [method, args] of waiting.splice(0)) call(method, args);
        if (options.initialPageview) client.page();
        return client;
    };

    return client;
};

// Takes over what a snippet left in window.analytics: its calls in order, what concerns them first.
export const takeOver = (client, left) => {
    if (Array.isArray(left)) {
        left.filter(([m]) => kFirst.test(m)).concat(left.filter(([m]) => !kFirst.test(m))).map(client.push);
        left.length = 0;
        left.push = client.push;
    }
    if (left?._writeKey) client.load(left._writeKey, left._loadOptions);
    return client;
};

// Without a window (server-side rendering) every method does nothing and ready() calls back at once.
export const start = () => {
    const w = globalThis.window;
    globalThis.analytics = w
        ? takeOver(create(document.currentScript), w.analytics)
        : new Proxy({}, { get: (_, name) => (callback) => name == 'ready' && callback() });
};
