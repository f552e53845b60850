// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { bake, cookie } from './cookie.js';

// What the browser remembers (spec segment §15.4): localStorage, ids as bare text, everything else as JSON. Where
// storage is refused, values live as long as the page.

export const parse = (text) => {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
};

// `persists` false keeps everything in memory. `jar`: how cookies for ids are made; undefined = none are.
export const storage = (persists, jar) => {
    const memory = {};
    jar = persists && jar;
    let area = memory;
    try {
        if (persists) area = localStorage || memory;
    } catch {}
    return {
        names: (prefix) => Object.keys(area).filter((name) => name.startsWith(prefix)),
        get: (key) => (jar && cookie(key)) || memory[key] || area[key],
        // An id that a cookie holds is nowhere else: removed on one subdomain, it must not come back on another.
        set(key, value, isId) {
            if (jar && isId && bake(key, value, jar)) value = 0;
            delete memory[key];
            try {
                if (value) area[key] = value;
                else delete area[key];
            } catch {
                memory[key] = value;
            }
        },
    };
};
