// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Calls on their way to the hub: what fails comes again, in order, and nothing grows without end.

const kRetryMs = 10_000;
const kMostCalls = 200;

// `send(path, payload)` gives a promise: true = taken or refused for good, false = worth another try.
export class Outbox {
    constructor(send) {
        this.send = send;
        this.waiting = [];
    }

    put(path, payload) {
        this.waiting.push([path, payload]);
        if (this.waiting.length > kMostCalls) this.waiting.shift();
        return this.run();
    }

    // One run at a time; it ends when nothing waits, or at the first call that has to come again.
    run() {
        return (this.running ||= this.drain().finally(() => (this.running = undefined)));
    }

    async drain() {
        clearTimeout(this.timer);
        while (this.waiting.length) {
            const call = this.waiting[0];
            if (!(await this.send(...call))) {
                this.timer = setTimeout(() => this.run(), kRetryMs);
                this.timer.unref?.();
                return;
            }
            if (this.waiting[0] == call) this.waiting.shift();
        }
    }

    // What waits, for somebody who sends it another way.
    take() {
        clearTimeout(this.timer);
        return this.waiting.splice(0);
    }
}

// Whether an answer's status says that the same call may succeed later.
export const isTemporary = (status) => status == 429 || status >= 500;

const kLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
// A multiple of the number of letters: bytes from there on would favour the first ones.
const kFairBytes = 248;

export function randomId(length) {
    let id = '';
    while (id.length < length) {
        for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
            if (byte < kFairBytes && id.length < length) id += kLetters[byte % kLetters.length];
        }
    }
    return id;
}
