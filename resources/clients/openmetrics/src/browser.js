// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client in a page (spec openmetrics §16): the original's calls, without its crashes. Payloads are encoded, queues
// of any length are replayed, and what waits leaves with the page in a beacon.
import { Outbox, isTemporary, randomId } from './outbox.js';

const kCookie = '_metricId';
const kCookieSeconds = 400 * 24 * 3600;
const kFlushMs = 1000;
const kFull = 5;
const kMostEvents = 1000;

const cookie = () => new RegExp('(?:^|; )' + kCookie + '=([^;]*)').exec(document.cookie)?.[1];
const setCookie = (value, seconds) => {
    document.cookie = `${kCookie}=${value}; path=/; max-age=${seconds}; SameSite=Lax`;
};

export class OpenMetrics {
    constructor(url) {
        this.url = String(url).replace(/\/+$/, '');
        this.session = cookie() || randomId(10);
        setCookie(this.session, kCookieSeconds);
        this.events = [];
        this.outbox = new Outbox((path, payload) =>
            // Text is a simple request: no preflight. keepalive lets it outlive the page.
            fetch(this.url + path, { method: 'POST', body: JSON.stringify(payload), keepalive: true, credentials: 'omit' }).then(
                ({ status }) => !isTemporary(status),
                () => false,
            ),
        );
        this.leave = () => document.visibilityState == 'hidden' && this.hide();
        addEventListener('pagehide', (this.hide = this.hide.bind(this)));
        document.addEventListener('visibilitychange', this.leave);
    }

    // The first event leaves at once; those that follow wait a second, or until they are five.
    logEvent(name, props) {
        this.events.push({ name: String(name), ts: Date.now(), id: randomId(20), props });
        if (this.events.length > kMostEvents) this.events.shift();
        if (this.events.length >= kFull || !this.timer) this.flush();
    }
    setUserId(uid) {
        this.call('/v1/setUserId', { uid });
    }
    setUserProperties(props) {
        this.call('/v1/setUserProps', { props });
    }
    setSessionProperties(props) {
        this.call('/v1/setSessionProps', { props });
    }
    // The next event begins a new session, of a new user.
    clearSession() {
        this.flush();
        this.session = randomId(10);
        setCookie(this.session, kCookieSeconds);
    }
    destroy() {
        this.hide();
        removeEventListener('pagehide', this.hide);
        document.removeEventListener('visibilitychange', this.leave);
    }

    call(path, payload) {
        this.outbox.put(path, { sessionId: this.session, ...payload });
    }
    flush() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            this.timer = undefined;
            if (this.events.length) this.flush();
        }, kFlushMs);
        if (this.events.length) this.call('/v1/events', { events: this.events.splice(0) });
    }
    // Ids of events make it harmless when a beacon repeats a call that is still on its way.
    hide() {
        clearTimeout(this.timer);
        this.timer = undefined;
        const left = this.outbox.take();
        if (this.events.length) left.push(['/v1/events', { sessionId: this.session, events: this.events.splice(0) }]);
        for (const [path, payload] of left) navigator.sendBeacon(this.url + path, JSON.stringify(payload));
    }
}
