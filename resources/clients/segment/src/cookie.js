// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ids in cookies, for sites whose subdomains share their visitors (option `cookie`, spec segment §15.2).

export const cookie = (name) => {
    try {
        return decodeURIComponent(`; ${document.cookie}`.split(`; ${name}=`)[1].split(';')[0]);
    } catch {}
};

// Writes, or without a value removes. `given` may hold domain, path, sameSite, secure, and maxage in days; without a
// domain it is the widest one the browser takes: that of the site with all its subdomains. True when the browser did it.
export const bake = (name, value, given) => {
    for (let host = location.hostname.split('.'), i = host.length; i--; ) {
        const attributes = {
            path: '/',
            sameSite: 'Lax',
            domain: host.slice(i).join('.'),
            ...given,
            'max-age': value ? (given.maxage || 365) * 86400 : -1,
        };
        let text = name + '=' + encodeURIComponent(value);
        for (const key in attributes) if (attributes[key]) text += `;${key}=${attributes[key]}`;
        document.cookie = text;
        if (cookie(name) == value) return true;
    }
};
