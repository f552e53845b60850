// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the browser remembers (spec segment §15.4): localStorage, ids as bare text, everything else as JSON. Where
// storage is refused, values live as long as the page.

export const parse = (text) => {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
};

// `persists` false keeps everything in memory.
export const storage = (persists) => {
    const memory = {};
    return {
        get(key) {
            try {
                return memory[key] || (persists && localStorage.getItem(key)) || null;
            } catch {}
        },
        set(key, value) {
            memory[key] = value;
            try {
                if (persists) value ? localStorage.setItem(key, value) : localStorage.removeItem(key);
            } catch {}
        },
    };
};

// An id that Segment's own script left behind: in localStorage as JSON, in cookies as text.
export const adopted = (name) => {
    try {
        return parse(localStorage.getItem(name) || decodeURIComponent(document.cookie.split(name + '=')[1].split(';')[0]));
    } catch {}
};
