// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known about the page (spec segment §15.3). `seen` is the page as a loader snippet saw it when the call was made
// (§15.1: c canonical, p path, u url, s search, t title, r referrer).
export const pageOf = (seen) => {
    const link = document.querySelector('link[rel=canonical]');
    const { c, p, u, s, t, r } = seen || {
        c: link && link.href,
        p: location.pathname,
        u: location.href,
        s: location.search,
        t: document.title,
        r: document.referrer,
    };
    const url = (c ? (c.includes('?') ? c : c + s) : u).replace(/#.*/, '');
    let path = p;
    try {
        if (c) path = new URL(c).pathname;
    } catch {}
    return { path, referrer: r, search: s, title: t, url };
};

// Members of an address's query that start with `prefix`, without it; the one called `name` by that. Undefined: none.
export const queryOf = (search, prefix, name) => {
    let found;
    new URLSearchParams(search).forEach((value, key) => {
        if (value && key.startsWith(prefix)) (found ||= {})[key == name ? 'name' : key.slice(prefix.length)] = value;
    });
    return found;
};
