// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The older tracker, GET /ot.js, set up by attributes of its script element (spec opentrace §6.2): `data-id` the UID,
// `data-host` the address of collect.
import { queryOf, random, screenSize, storeOf } from './page.js';
import { follow } from './rules.js';

const script = document.currentScript;
const rid = script.dataset.id;
const host = script.dataset.host || script.src.replace(/\/ot\.js.*/, '/api/v1/collect');
const store = storeOf('sessionStorage');
const silent = navigator.globalPrivacyControl;
let sid = store.get('ot_sid');
if (!sid && !silent) store.set('ot_sid', (sid = random(13)));

const track = (type, meta = {}) => {
    if (silent || !rid) return;
    const query = queryOf(location.search);
    const value = (name) => query[name] || null;
    fetch(host, {
        method: 'POST', mode: 'cors', credentials: 'omit', keepalive: true, headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
            rid, sid, type, url: location.href, ref: document.referrer, res: screenSize(), lang: navigator.language,
            utm_s: value('utm_source'), utm_m: value('utm_medium'), utm_c: value('utm_campaign'), fbclid: value('fbclid'), ttclid: value('ttclid'), meta,
        }),
    }).catch(() => {});
};
window.ot = { track };
track('page_view');
if (rid && !silent) {
    fetch(host.replace(/(\/api)?\/v1\/collect\/?$/, '') + '/api/v1/rules/' + encodeURIComponent(rid), { credentials: 'omit' })
        .then((answer) => answer.json())
        .then((rules) => follow(rules, track, () => location.pathname))
        .catch(() => {});
}
