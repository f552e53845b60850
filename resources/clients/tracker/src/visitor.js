// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a page can tell about its visitor without asking anybody.
export function device(agent = navigator.userAgent) {
    if (/iPad|Tablet|Android(?!.*Mobile)/i.test(agent)) return 'tablet';
    return /Mobi|iPhone|iPod/i.test(agent) ? 'mobile' : 'desktop';
}

export function system(agent = navigator.userAgent) {
    const known = [['iPhone|iPad|iPod', 'ios'], ['Android', 'android'], ['Windows', 'windows'], ['CrOS', 'chromeos'], ['Mac OS', 'macos'], ['Linux', 'linux']];
    return known.find(([pattern]) => new RegExp(pattern).test(agent))?.[1];
}

// crypto.randomUUID is there on https only.
export function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => (byte + 256).toString(16).slice(1)).join('');
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
