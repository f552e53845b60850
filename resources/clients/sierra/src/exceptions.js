// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reports of what went wrong (spec sierra §3.7).
import { view } from './hits.js';
import { asked, jsonText, sendBeacon, sessionId, texts, whenActive } from './page.js';

const kStack = 16000;
const kMost = 25;
const seen = new Set();

export function capture(error, handled, data, fallback = 'Error') {
    const isError = error instanceof Error;
    const ty = (isError && error.name) || fallback;
    const m = (isError ? String(error.message) : jsonText(error)) || ty;
    const s = isError && error.stack ? String(error.stack).slice(0, kStack) : undefined;
    const key = JSON.stringify([ty, m, s?.split('\n')[0]]);
    if (seen.has(key) || seen.size >= kMost) return;
    seen.add(key);
    const v = asked('data-app-version') || undefined;
    sendBeacon('exception', { u: location.href, ty, m, s, h: handled, b: view.id, i: sessionId(), v, d: texts(data) });
}

export function autoCapture() {
    const report = (...what) => whenActive(() => capture(...what));
    // A script of another origin says no more than the message.
    addEventListener('error', ({ error, message }) => report(error ?? new Error(message), false));
    addEventListener('unhandledrejection', ({ reason }) => report(reason, false, undefined, 'UnhandledRejection'));
}
