// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tracker of GET /sdk/t.js?id=<UID> (spec opentrace §6.1, §6.3). The hub calls what this file gives with the
// resource's `id` and its `rules`.
import { cookie, queryOf, random, screenSize, storeOf } from './page.js';
import { follow } from './rules.js';
import { watch } from './watch.js';

const kClickIds = ['fbclid', 'ttclid', 'gclid', 'gbraid', 'wbraid', 'msclkid'];
const kPrefix = '_ot_';

export function start({ id, rules }) {
    const base = document.currentScript.src.replace(/\/sdk\/t\.js.*/, '');
    const store = storeOf('localStorage');
    const silent = navigator.globalPrivacyControl;
    let sid = store.get(kPrefix + 'sid');
    if (!sid && !silent) store.set(kPrefix + 'sid', (sid = `ot-${random(9)}-${Date.now()}`));
    let referrer = document.referrer;

    const post = (path, body) => {
        if (silent) return;
        const url = base + '/api/v1/' + path;
        const json = JSON.stringify(body);
        if (!navigator.sendBeacon?.(url, new Blob([json], { type: 'application/json' })))
            fetch(url, { method: 'POST', body: json, headers: { 'Content-Type': 'application/json' }, keepalive: true }).catch(() => {});
    };
    let address = location.href;
    const track = (type, meta = {}) => {
        const query = queryOf(new URL(address).search);
        const body = {
            rid: id, sid, type, url: address, ref: referrer, res: screenSize(), lang: navigator.language,
            utm_s: query.utm_source, utm_m: query.utm_medium, utm_c: query.utm_campaign, meta, event_id: random(20),
        };
        for (const name of ['fbp', 'fbc']) body[name] = cookie('_' + name);
        body.ttp = cookie('_ttp');
        for (const name of kClickIds) {
            if (query[name] && !silent) store.set(kPrefix + name, query[name]);
            body[name] = store.get(kPrefix + name);
        }
        post('collect', body);
    };
    window.ot = {
        sid, track,
        identify: (userId) => post('identify', { rid: id, user_id: userId, sid }),
        // The way into a bot: { code, url }; the bot's user is this browser's then.
        async handoff(code) {
            const answer = !silent && (await fetch(`${base}/api/v1/handoff?${new URLSearchParams({ rid: id, sid, code })}`));
            return answer.ok ? answer.json() : null;
        },
    };
    if (silent) return;

    track('page_view');
    const page = watch(track);
    page.begin();
    const visit = follow(rules, track, () => address);

    // Pages that change their address without loading.
    const moved = () => {
        if (location.href == address) return;
        page.end();
        referrer = address;
        address = location.href;
        track('page_view');
        page.begin();
        visit();
    };
    for (const name of ['pushState', 'replaceState']) {
        const original = history[name];
        history[name] = function (...args) {
            const result = original.apply(this, args);
            moved();
            return result;
        };
    }
    addEventListener('popstate', moved);
}
