// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { parse } from './storage.js';

const kChunkBytes = 6e4; // Beacons and keepalive requests may carry 64 KB in all.
const kKeptEvents = 1e3;

// Sends events in batches (spec segment §15.5) as text/plain without Authorization, so that no preflight is needed.
// What could not be sent is kept in `store` under `key` and tried again, on the next page if need be.
export const queue = (url, writeKey, options, store, key) => {
    let waiting = parse(store.get(key)) || [];
    let sending = [];
    let timer = 0;
    let failures = 0;
    store.set(key);

    const keep = () => store.set(key, waiting.length ? JSON.stringify(waiting.slice(-kKeptEvents)) : null);

    const take = () => {
        let bytes = 0;
        let count = 0;
        for (const event of waiting) {
            bytes += new Blob([JSON.stringify(event)]).size + 1;
            if (count && bytes > kChunkBytes) break;
            count++;
        }
        return waiting.splice(0, count);
    };
    const bodyOf = (batch) => JSON.stringify({ batch, sentAt: new Date(), writeKey });

    const later = (wait) => {
        timer ||= setTimeout(() => {
            timer = 0;
            flush();
        }, wait);
    };

    const failed = (retryAfter) => {
        waiting = sending.concat(waiting);
        sending = [];
        keep();
        const wait = retryAfter ? retryAfter * 1e3 : options.retryDelay * 2 ** failures;
        // Retries used up: the next event or the next page tries again.
        if (retryAfter || failures++ < options.retries) later(wait);
        else failures = 0;
    };

    const flush = () => {
        if (sending.length || !waiting.length) return;
        clearTimeout(timer);
        timer = 0;
        sending = take();
        return fetch(url, {
            method: 'POST',
            body: bodyOf(sending),
            keepalive: true,
            credentials: 'omit',
            signal: AbortSignal.timeout?.(options.timeout),
        }).then(({ status, headers }) => {
            if (status == 408 || status == 429 || status > 499) return failed(headers.get('Retry-After'));
            sending = [];
            failures = 0;
            keep();
            return flush();
        }, () => failed());
    };

    // The page goes away: what waits leaves as beacons, what does not leave is kept.
    const leave = () => {
        while (waiting.length) {
            const batch = take();
            if (!(options.useBeacon && navigator.sendBeacon && navigator.sendBeacon(url, bodyOf(batch)))) {
                waiting = batch.concat(waiting);
                break;
            }
        }
        keep();
    };
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', () => document.visibilityState == 'hidden' && leave());

    if (waiting.length) later(0);
    return {
        add(event) {
            waiting.push(event);
            if (waiting.length >= options.flushAt) flush();
            else later(options.flushInterval);
        },
        flush,
    };
};
