// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The growth tracker's client for pages: track() and tr() as its stock clients have them, and sfpl for consent and
// experiments (spec tracker §17, §21).
import { cookieJar } from './cookies.js';
import { sha256Start } from './sha256.js';
import { device, newId, system } from './visitor.js';

const kSecret = /^(auth|jwt|(access|refresh)?token|password|pwd|authorization|cookie)$/i;
const kAttribution = ['xid', 'ver', 'arm_id', 'mcid', 'aff', 'source', 'medium', 'campaign', 'content', 'term'];
const kLifted = ['sink', 'score', 'ename', 'outcome', 'aff', 'ref'];
const kYears = 400;
const kMonth = 30;

const config = window._sfpl || {};
const names = { vid: 'vid', sid: 'sid', ref: 'ref', xid: 'xid', params: 'params', trc: 'trc', attr: 'attr', consent: 'CookieConsent', ...config.cookies };
const asks = config.consent == 'required';
const isRefused = config.respectDnt && (navigator.doNotTrack == '1' || navigator.globalPrivacyControl);
const script = document.currentScript?.src || location.href;
const target = config.trackerUrl || script.replace(/(\/tr\/v\d+)?\/pub\/v?\d*\/?[^/]*$/, '') + '/tr/v1/';

let isGranted = document.cookie.split('; ').some((one) => one.startsWith(names.consent + '='));
const hasConsent = () => !asks || isGranted;
const cookies = cookieJar(hasConsent);

const json = (text) => {
    try {
        return JSON.parse(text) || {};
    } catch {
        return {};
    }
};
const known = (fields) => Object.fromEntries(Object.entries(fields).filter(([key, value]) => value != null && value !== '' && !kSecret.test(key)));

// The page's query, as a campaign's link fills it.
function pageQuery() {
    const out = {};
    for (const [key, value] of new URLSearchParams(location.search)) {
        const name = key.toLowerCase().replace(/utm_/g, '');
        if (name != 'ptyp' && !(name in out)) out[{ type: 'qtype', direction: 'dir' }[name] || name] = value;
    }
    return known(out);
}

// What led here counts for every event of a month.
function attribution(query) {
    const found = known(Object.fromEntries(kAttribution.map((name) => [name, query[name]])));
    if (found.xid || found.ver || found.source || found.medium) cookies.write(names.attr, JSON.stringify(found), kMonth);
    return json(cookies.read(names.attr));
}

// Ids and times of this event; every event moves the session on.
function session(now) {
    const timeout = config.sessionTimeout || 1800000;
    const before = Number(cookies.read(names.trc)) || 0;
    const vid = cookies.read(names.vid);
    const old = now - before < timeout && (cookies.read(names.sid) || cookies.read('sess'));
    const ids = { vid: vid || newId(), sid: old || newId(), first: String(!vid || !old) };
    cookies.write(names.vid, ids.vid, kYears);
    cookies.write(names.sid, ids.sid, kYears);
    cookies.write(names.trc, String(now), kYears);
    return before ? { ...ids, duration: now - before } : ids;
}

function pageType() {
    return (config.routes || []).find(({ Regex }) => new RegExp(Regex).test(location.pathname))?.PageType;
}

// text/plain needs no preflight; a beacon always carries cookies, so it waits for consent.
function send(fields) {
    const body = JSON.stringify(fields);
    const options = { method: 'POST', body, keepalive: true, headers: { 'Content-Type': 'text/plain' }, credentials: hasConsent() ? 'include' : 'omit' };
    if (!(hasConsent() && navigator.sendBeacon?.(target, body))) fetch(target, options).catch(() => {});
}

function emit(given, params) {
    if (isRefused) return;
    const now = Date.now();
    const last = cookies.read(names.ref) || document.referrer;
    const query = pageQuery();
    const experiment = json(cookies.read(names.params));
    const fields = known({
        ...attribution(query), xid: cookies.read(names.xid) || query.xid, split: experiment.split, ver: experiment.ver || query.ver,
        last, url: location.href, created: now, ...session(now),
        tz: Intl.DateTimeFormat().resolvedOptions().timeZone, device: device(), os: system(), culture: navigator.language,
        w: innerWidth, h: innerHeight, app: config.app, rel: config.rel, ptyp: pageType(), cflags: cookies.read(names.consent),
        ...given,
    });
    const extras = { ...query, ...params };
    for (const name of [...kAttribution, ...kLifted]) {
        if (extras[name] != null) fields[name] ??= extras[name];
        delete extras[name];
    }
    fields.params = known(extras);
    cookies.write(names.ref, location.href, 1);
    send(fields);
}

// The second and third generation's call: every member is a field.
function track(given = {}) {
    const { params, ...fields } = given;
    emit(fields, typeof params == 'string' ? json(params) : params);
}

// The first generation's call: every member is an extra, and a page is told once.
let told;
function tr(params, force) {
    if (told == location.href && !force) return;
    told = location.href;
    emit({}, params);
}

const exposed = {};
// The arm of an experiment: the one of the page's address, else the one that the visitor's id falls into (§21).
function variant(xid) {
    const { salt = '', arms = [] } = config.experiments?.[xid] || {};
    const query = new URLSearchParams(location.search);
    if (!cookies.read(names.vid)) session(Date.now());
    const forced = query.get('xid') == xid && arms.find(({ split }) => split == query.get('split'));
    const total = arms.reduce((sum, { weight = 1 }) => sum + weight, 0);
    let place = (sha256Start(`${xid}:${salt}:${cookies.read(names.vid)}`) / 4294967296) * total;
    const arm = forced || arms.find(({ weight = 1 }) => (place -= weight) < 0);
    if (!arm) return;
    if (!exposed[xid]) {
        exposed[xid] = 1;
        cookies.write(names.xid, xid, kMonth);
        cookies.write(names.params, JSON.stringify(known({ split: arm.split, ver: arm.ver })), kMonth);
        track({ ename: 'exposed', etyp: 'experiment', xid, split: arm.split, ver: arm.ver });
    }
    return arm.split;
}

function consent(flags = 1) {
    isGranted = flags > 0;
    if (!isGranted) return cookies.forget(Object.values(names));
    cookies.write(names.consent, String(flags), kYears);
    cookies.writeMemory(kYears);
}

function watchPages() {
    let page = location.href;
    const look = () => {
        if (page == location.href) return;
        const last = page;
        page = location.href;
        track({ ename: 'reroute', etyp: 'page', last });
    };
    for (const method of ['pushState', 'replaceState']) {
        const original = history[method];
        history[method] = function (...args) {
            original.apply(this, args);
            look();
        };
    }
    addEventListener('popstate', look);
}

function watchClicks() {
    addEventListener('click', ({ target: clicked }) => {
        const element = clicked.closest?.('[data-track]');
        if (!element) return;
        const firsttext = (element.dataset.track || element.textContent.trim() || element.alt || '').slice(0, 50);
        track({ ename: 'click', etyp: 'click', params: { firsttext } });
    }, true);
}

const waiting = [[track, window.track?.q], [tr, window.tr?.q]];
window.track = track;
window.tr = tr;
window.sfpl = { track, tr, variant, consent };
if (config.auto !== false) {
    track({ ename: 'load', etyp: 'page' });
    watchPages();
}
if (config.clicks) watchClicks();
for (const [call, queue] of waiting) for (const args of queue || []) call(...args);
