// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a page tells about itself.

// The original percent-decodes only, so that '+' stays; receivers know (spec opentrace §6.1).
export function queryOf(search) {
    const values = {};
    for (const part of search.slice(1).split('&')) {
        const at = part.indexOf('=');
        if (at < 1) continue;
        const name = part.slice(0, at);
        if (name in values) continue;
        try {
            values[name] = decodeURIComponent(part.slice(at + 1));
        } catch {
            values[name] = part.slice(at + 1);
        }
    }
    return values;
}

// Private windows refuse storage; the page's own memory has to do then.
export function storeOf(kind) {
    const memory = {};
    return {
        get(key) {
            try {
                return window[kind].getItem(key) || memory[key];
            } catch {
                return memory[key];
            }
        },
        set(key, value) {
            memory[key] = value;
            try {
                window[kind].setItem(key, value);
            } catch {
                // memory has it
            }
        },
    };
}

export const random = (length) => {
    let text = '';
    while (text.length < length) text += Math.random().toString(36).slice(2);
    return text.slice(0, length);
};

export const screenSize = () => `${screen.width}x${screen.height}`;
export const cookie = (name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1];

export const describe = (element) => ({
    text: (element.innerText || '').slice(0, 50).trim(),
    id: element.id,
    tag: element.tagName,
});
export const describeForm = (form) => ({ id: form.id, action: form.action });
