// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client of a server (spec openmetrics §16): the original's calls. Any text may be sent, nothing is thrown from a
// timer, a path and https in the address count, and close() waits for what is left.
import { Outbox, isTemporary, randomId } from './outbox.js';

const kFlushMs = 1000;
const kFull = 10;
const kTimeoutMs = 10_000;

export class OpenMetrics {
    constructor(url) {
        this.url = String(url).replace(/\/+$/, '');
        this.sessions = new Map(); // of users, invented for this process
        this.events = new Map(); // by session
        this.count = 0;
        this.outbox = new Outbox((path, payload) =>
            fetch(this.url + path, {
                method: 'POST', body: JSON.stringify(payload), headers: { 'Content-Type': 'application/json' }, signal: AbortSignal.timeout(kTimeoutMs),
            }).then(
                async (answer) => {
                    await answer.arrayBuffer();
                    return !isTemporary(answer.status);
                },
                () => false,
            ),
        );
    }

    logEvent(ident, name, props, options) {
        const session = this.sessionOf(ident);
        const events = this.events.get(session) || [];
        this.events.set(session, events);
        events.push({ name: String(name), ts: Date.now(), id: randomId(20), props, options });
        if (++this.count >= kFull || !this.timer) this.flush();
    }
    setUserProperties(ident, props, options) {
        return this.outbox.put('/v1/setUserProps', { sessionId: this.sessionOf(ident), props, options });
    }
    setSessionProperties(ident, props, options) {
        return this.outbox.put('/v1/setSessionProps', { sessionId: this.sessionOf(ident), props, options });
    }
    setUserId(sessionId, uid, options) {
        return this.outbox.put('/v1/setUserId', { sessionId, uid, options });
    }

    // A user has one session a process, named once.
    sessionOf({ userId, sessionId }) {
        if (sessionId !== undefined) return sessionId;
        if (userId === undefined) throw new TypeError('name a userId or a sessionId');
        const known = this.sessions.get(userId);
        if (known) return known;
        const session = randomId(20);
        this.sessions.set(userId, session);
        this.setUserId(session, userId);
        return session;
    }
    flush() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            this.timer = undefined;
            if (this.count) this.flush();
        }, kFlushMs);
        this.timer.unref?.();
        for (const [sessionId, events] of this.events) this.outbox.put('/v1/events', { sessionId, events });
        this.events.clear();
        this.count = 0;
        return this.outbox.run();
    }
    // Sends what is left; true when the hub has it all.
    async close() {
        await this.flush();
        clearTimeout(this.timer);
        return !this.outbox.waiting.length;
    }
}
