// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Beacons and keepalive requests may carry 64 KB in all; a character takes up to three bytes.
const kChunkCharacters = 2e4;
const kKeptCharacters = 4e5; // Some 600 events, never more than 1 000; then the new ones go.

// Sends events in batches (spec segment §15.5) as text/plain without Authorization, so that no preflight is needed. An
// event is JSON text from the start, a batch such texts with commas between them.
//
// What could not be sent is kept in `store`, every batch under a name of its own that starts with `key`, and belongs to
// no page any more: whichever page of the origin looks next takes it out and sends it. So pages never write to the same
// entry, and an event is either in one page's memory or in the store.
export const queue = (url, writeKey, options, store, key) => {
    const waiting = [];
    let busy;
    let timer;
    let backsOff; // Set while the timer is a pause that the hub asked for or a failure calls for.
    let failures = 0;

    const later = (wait) => {
        timer ||= setTimeout(flush, wait);
    };
    const stopTimer = () => {
        clearTimeout(timer);
        timer = backsOff = 0;
    };

    const keep = (batch) => {
        if (store.names(key).map(store.get).join().length < kKeptCharacters) store.set(key + Date.now() + Math.random(), batch);
    };

    const take = () => {
        let batch = waiting.shift();
        while (waiting[0] && (batch + waiting[0]).length < kChunkCharacters) batch += ',' + waiting.shift();
        return batch;
    };
    const bodyOf = (batch) => JSON.stringify({ writeKey, sentAt: new Date() }).slice(0, -1) + `,"batch":[${batch}]}`;

    // True when it failed and the batch is kept.
    const post = async (batch) => {
        const body = bodyOf(batch);
        try {
            const { status, headers } = await fetch(url, {
                method: 'POST',
                body,
                keepalive: body.length < kChunkCharacters + 1e3,
                credentials: 'omit',
                signal: AbortSignal.timeout?.(options.timeout),
            });
            if (/408|429|5../.test(status)) throw headers.get('Retry-After');
            failures = 0;
        } catch (retryAfter) {
            keep(batch);
            stopTimer();
            backsOff = retryAfter > 0 ? retryAfter * 1e3 : failures < options.retries && 1 + options.retryDelay * 2 ** failures++;
            if (backsOff) later(backsOff);
            // Retries used up: the next event or the next page tries again.
            else failures = 0;
            return true;
        }
    };

    // One page at a time, where the browser has locks; where it has none (plain http), taking an entry out is all the
    // protection, and the hub recognises the message ids of what two pages took in the same instant.
    const resend = async (lock) => {
        if (!lock) return later(options.flushInterval);
        for (const name of store.names(key)) {
            const batch = store.get(name);
            store.set(name);
            if (batch && (await post(batch))) break;
        }
    };

    const flush = async () => {
        stopTimer();
        if (busy) return;
        busy = true;
        let failed;
        while (waiting[0] && !failed) failed = await post(take());
        if (!failed && store.names(key)[0])
            await (navigator.locks?.request(key, { ifAvailable: true }, resend) || resend(1)).catch(() => {});
        busy = false;
        if (waiting[0]) later(0); // What came meanwhile.
    };

    // The page goes away: what waits leaves as beacons, what does not leave is kept.
    const leave = () => {
        while (waiting[0]) {
            const batch = take();
            (options.useBeacon && navigator.sendBeacon?.(url, bodyOf(batch))) || keep(batch);
        }
    };
    addEventListener('pagehide', leave);
    addEventListener('visibilitychange', () => document.hidden && leave());

    flush(); // What pages before this one kept.
    return {
        add(event) {
            if (waiting.push(JSON.stringify(event)) >= options.flushAt && !backsOff) flush();
            else later(options.flushInterval);
        },
        flush,
    };
};
