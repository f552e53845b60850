// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the script's tag says, how requests leave, and the ids.
const kLongText = 4000;
const tag = document.currentScript;
export const asked = (name) => (tag ? tag.getAttribute(name) : null);
export const hashMode = asked('data-hash') !== null;

function originOfScript() {
    try {
        return new URL(tag.src).origin + '@base@';
    } catch {
        return '';
    }
}
const api = asked('data-api')?.replace(/\/+$/, '') ?? originOfScript();
export const address = (path) => api + '/track/' + path;

// Prerendered pages are not seen: what they do waits until they are.
export function whenActive(act) {
    if (document.prerendering) document.addEventListener('prerenderingchange', act, { once: true });
    else act();
}

export const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2);

let own; // Where there is no storage, a session lasts as long as the page.
export function sessionId() {
    const key = 'analytics-session';
    try {
        own = sessionStorage.getItem(key) || own || newId();
        sessionStorage.setItem(key, own);
    } catch {
        own ||= newId();
    }
    return own;
}

// Text is a simple request: no preflight. keepalive lets it outlive the page, as far as 64 KiB under way suffice: long
// texts go without. The answer is never read.
function post(path, body) {
    fetch(address(path), {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'text/plain' },
        mode: 'no-cors',
        keepalive: body.length < kLongText,
        credentials: 'omit',
    }).catch(() => {});
}
export const send = (path, payload) => post(path, JSON.stringify(payload));
export function sendBeacon(path, payload) {
    const body = JSON.stringify(payload);
    if (!navigator.sendBeacon?.(address(path), new Blob([body], { type: 'text/plain' }))) post(path, body);
}

export function jsonText(value) {
    try {
        return JSON.stringify(value) ?? String(value);
    } catch {
        return String(value);
    }
}
// Own members as texts; undefined when there is nothing to say.
export function texts(data) {
    const entries = Object.entries(data ?? {})
        .filter(([, value]) => value != null)
        .map(([key, value]) => [key, typeof value == 'object' ? jsonText(value) : String(value)]);
    return entries.length ? Object.fromEntries(entries) : undefined;
}
