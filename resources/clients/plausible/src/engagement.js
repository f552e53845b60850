// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a view was looked at and how far down: told when the page is hidden or left, as one more event that is no
// event in counts (spec plausible §2.2 `engagement`).
import { send } from './tracker.js';

const kWorthTelling = 3000; // ms

let view; // address and properties of the view that is open
let told; // depth, in percent
let depth;
let time; // ms before `since`
let since; // 0 while nobody looks

function measure() {
    const seen = (scrollY + innerHeight) / document.documentElement.scrollHeight;
    depth = Math.max(depth, Math.min(100, Math.round(seen * 100) || 0));
}

function watch() {
    const now = performance.now();
    if (since) time += now - since;
    since = document.hasFocus() && !document.hidden && now;
}

export function tellEngagement() {
    if (!view) return;
    watch();
    measure();
    if (depth <= told && time < kWorthTelling) return;
    send({ n: 'engagement', ...view, sd: (told = depth), e: Math.round(time) });
    time = 0;
}

// From now on it is about this view.
export function beginEngagement(event) {
    if (!view) {
        addEventListener('focus', watch);
        addEventListener('blur', watch);
        addEventListener('scroll', measure);
        addEventListener('pagehide', tellEngagement);
        addEventListener('visibilitychange', () => (document.hidden ? tellEngagement() : watch()));
    }
    view = event;
    told = -1;
    depth = time = since = 0;
    watch();
    measure();
}
