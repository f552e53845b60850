// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is sent about one hit, under the names of spec drop-in-apis §5.1.
import { automation } from './filter.js';

// Where the page says it lives, as long as that is on this site.
function ownPath() {
    const bare = (host) => host.replace(/^www\./, '');
    const canonical = document.querySelector('link[rel="canonical"][href]');
    let at = location;
    if (canonical) {
        const told = document.createElement('a');
        told.href = canonical.href;
        if (bare(told.hostname) == bare(location.hostname)) at = told;
    }
    return at.pathname + at.search || '/';
}

// A value of the call, else of the settings, else the usual one; a function is asked, and given the usual one.
function chosen(name, settings, hit, usual) {
    const value = hit[name] ?? settings[name] ?? usual;
    return typeof value == 'function' ? value(usual) : value;
}

export function dataOf(settings, hit) {
    return {
        p: chosen('path', settings, hit, ownPath()),
        t: chosen('title', settings, hit, document.title),
        r: chosen('referrer', settings, hit, document.referrer),
        e: !!(hit.event || settings.event),
        s: [screen.width, screen.height, devicePixelRatio || 1],
        b: automation(),
        q: location.search,
    };
}

// Nothing when a path function says that this page is not to be counted.
export function urlOf(endpoint, data) {
    if (data.p === null || !endpoint) return undefined;
    const parts = Object.entries({ ...data, rnd: Math.random().toString(36).slice(2, 7) })
        .filter(([, value]) => value || value === 0)
        .map(([name, value]) => name + '=' + encodeURIComponent(value));
    return endpoint + '?' + parts.join('&');
}

export const queryValue = (name) => new URLSearchParams(location.search).get(name) ?? undefined;
