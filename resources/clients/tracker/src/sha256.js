// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// SHA-256 (FIPS 180-4) of a text's UTF-8 bytes: the first 32 bits of it, which is all that an assignment needs. The
// browser's own is there on https only, and answers late.
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => ((x % 1) * 4294967296) | 0;

export function sha256Start(text) {
    const bytes = [...new TextEncoder().encode(text), 128];
    const bits = (bytes.length - 1) * 8;
    while (bytes.length % 64 != 56) bytes.push(0);
    bytes.push(0, 0, 0, 0); // no text is that long
    for (const shift of [24, 16, 8, 0]) bytes.push((bits >>> shift) & 255);
    const hash = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
    const rounds = primes.map((p) => fraction(Math.cbrt(p)));
    const turn = (x, by) => (x >>> by) | (x << (32 - by));
    for (let at = 0; at < bytes.length; at += 64) {
        const w = [];
        let [a, b, c, d, e, f, g, h] = hash;
        for (let i = 0; i < 64; i++) {
            const x = w[i - 15], y = w[i - 2], o = at + i * 4;
            w[i] = i < 16
                ? (bytes[o] << 24) | (bytes[o + 1] << 16) | (bytes[o + 2] << 8) | bytes[o + 3]
                : (w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
            const t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + w[i];
            const u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            [h, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
        }
        [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] = (hash[i] + word) | 0));
    }
    return hash[0] >>> 0;
}
