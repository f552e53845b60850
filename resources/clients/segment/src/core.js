// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { uuid } from './uuid.js';

// The lean browser client: load, page, track, identify, the anonymous id and a queue (design §7: at most 1 000 bytes
// gzipped). Same names in localStorage and same wire as the whole client, so that a page may change from one to the
// other. The README beside says what it leaves out.

const kKeepaliveCharacters = 2e4; // 64 KB is the limit, and a character takes up to three bytes.
const kWaitMs = 1e4;

const left = window.analytics;
const src = document.currentScript.src;
const known = {};
const waiting = [];
let url;
let writeKey;
let timer;

// The stored id of that name, after storing `value` if there is one; where storage is refused, ids live as long as the page.
const id = (name, value) => {
    const key = `analytics_${name}_id`;
    try {
        if (value) localStorage[key] = value;
        else value = localStorage[key];
    } catch {}
    return (known[name] = value || known[name]);
};

// `leaving` (an event) when the page goes away: as a beacon. Else as a request whose failure puts the events back.
const flush = (leaving) => {
    timer = 0;
    if (!url || !waiting[0]) return;
    const batch = waiting.splice(0);
    const body = JSON.stringify({ writeKey, sentAt: new Date(), batch });
    const again = () => {
        waiting.unshift(...batch);
        later();
    };
    (leaving && navigator.sendBeacon(url, body)) ||
        fetch(url, { method: 'POST', body, keepalive: body.length < kKeepaliveCharacters, credentials: 'omit' }).then(
            ({ status }) => /408|429|5../.test(status) && again(),
            again,
        );
};
const later = () => {
    timer ||= setTimeout(flush, kWaitMs);
};

const pageOf = () => ({
    path: location.pathname,
    referrer: document.referrer,
    search: location.search,
    title: document.title,
    url: location.origin + location.pathname + location.search,
});

const send = (type, fields) => {
    waiting.push({
        type,
        messageId: 'ajs-msg-' + uuid(),
        timestamp: new Date(),
        anonymousId: id('anonymous') || id('anonymous', uuid()),
        userId: id('user'),
        ...fields,
        context: {
            page: pageOf(),
            library: { name: 'analytics.js', version: 'sightglass-core-1.0.0' },
            screen: { width: screen.width, height: screen.height },
            locale: navigator.language,
            timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
    });
    later();
};

const client = (window.analytics = {
    load(key, { host = src.split('/analytics.')[0] } = {}) {
        writeKey = key;
        url = host.replace(/\/*$/, '/v1/batch');
        later();
    },
    // page(category, name, properties), page(name, properties) or page(properties)
    page(...args) {
        const [name, category] = args.filter((arg) => arg?.big).reverse();
        send('page', { name, category, properties: { ...pageOf(), name, category, ...args.find((arg) => !arg?.big) } });
    },
    track: (event, properties) => send('track', { event, properties }),
    identify(userId = id('user'), traits) {
        // Another user is another visitor.
        if (id('user') && id('user') != userId) id('anonymous', uuid());
        id('user', userId);
        send('identify', { traits });
    },
    push: ([method, ...args]) => client[method]?.(...args),
});
addEventListener('pagehide', flush);
addEventListener('visibilitychange', flush);

// What the page called before the script was there; an address with a key puts load() before it.
left?.map?.(client.push);
