// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The five web vitals of a load, told once, when the page is hidden for the first time.

const kWorstInteractions = 40; // ms; shorter ones are none to speak of
// Layout shifts count by bursts: the largest one is the vital.
const kGap = 1000; // ms
const kLongestBurst = 5000; // ms

export function watchVitals(tell) {
    const found = {};
    let burst = 0;
    let firstShift = -Infinity;
    let lastShift = -Infinity;
    const observe = (type, take, more) => {
        try {
            new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
        } catch {} // not every browser measures everything
    };
    observe('largest-contentful-paint', (entry) => (found.lcp = entry.startTime));
    observe('paint', (entry) => entry.name == 'first-contentful-paint' && (found.fcp = entry.startTime));
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) found.cls = 0;
    observe('layout-shift', ({ hadRecentInput, startTime, value }) => {
        if (hadRecentInput) return;
        const goesOn = startTime - lastShift < kGap && startTime - firstShift < kLongestBurst;
        if (!goesOn) firstShift = startTime;
        burst = goesOn ? burst + value : value;
        lastShift = startTime;
        found.cls = Math.max(found.cls, burst);
    });
    observe('event', (entry) => entry.interactionId && (found.inp = Math.max(found.inp || 0, entry.duration)), { durationThreshold: kWorstInteractions });
    observe('navigation', (entry) => (found.ttfb = entry.responseStart));
    let told;
    const leave = () => {
        if (told || !Object.keys(found).length) return;
        told = true;
        for (const name in found) found[name] = Math.round(found[name] * 1e4) / 1e4;
        tell(found);
    };
    document.addEventListener('visibilitychange', () => document.hidden && leave());
    addEventListener('pagehide', leave);
}
