// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Views of pages and what is reported of them (spec sierra §3.3–3.6).
import { address, hashMode, newId, send, sendBeacon, sessionId, texts } from './page.js';

// The view there is: its id and address; the time it was visible, and since when it is; whether its end was reported.
export const view = {};

function payload(kind, members, data) {
    return {
        b: view.id,
        i: sessionId(),
        e: kind,
        u: view.url,
        t: Intl.DateTimeFormat().resolvedOptions().timeZone,
        r: document.referrer || undefined,
        ...members,
        d: texts(data),
        hr: hashMode ? 1 : undefined,
    };
}
export const hit = (kind, members, data) => send('hit', payload(kind, members, data));

// Whether this browser has not asked this today.
const ping = (query) =>
    fetch(address('ping?') + query, { credentials: 'omit', mode: 'cors' })
        .then((answer) => answer.text())
        .then((text) => text === '1')
        .catch(() => false);

export const newView = () => Object.assign(view, { id: newId(), url: location.href, spent: 0, since: Date.now(), ended: false });

export function reportLoad() {
    const load = payload('load');
    const host = 'h=' + encodeURIComponent(location.host);
    const route = hashMode && /^#!?\//.test(location.hash) ? location.hash : '';
    Promise.all([ping(host), ping(host + '&p=' + encodeURIComponent(location.pathname + route))]).then(([q, p]) => send('hit', { ...load, q, p }));
}
export function beginView() {
    newView();
    reportLoad();
}

// One report for each time the page was seen, with all the time so far; the hub keeps the largest.
export function endView() {
    if (view.ended) return;
    view.ended = true;
    view.spent += Date.now() - view.since;
    sendBeacon('hit', payload('unload', { m: view.spent }));
}
export function resumeView() {
    if (view.ended) Object.assign(view, { ended: false, since: Date.now() });
}
