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

// Campaign members of the address; utm_campaign is the campaign's name.
export const campaignOf = (search) => {
    let campaign;
    new URLSearchParams(search).forEach((value, key) => {
        if (key.startsWith('utm_') && value) {
            campaign ||= {};
            campaign[key == 'utm_campaign' ? 'name' : key.slice(4)] = value;
        }
    });
    return campaign;
};
