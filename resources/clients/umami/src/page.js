// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every payload says of the page, and views of the pages that the page's own program goes to.
import { excludeHash, excludeSearch, tag, website } from './settings.js';

const kTitleMs = 300; // programs set the title after the address

function addressOf(text) {
    const url = new URL(text, location.href);
    if (excludeSearch) url.search = '';
    if (excludeHash) url.hash = '';
    return url.href;
}

let current = addressOf(location.href);
let previous = document.referrer;
let timer;

export const page = () => ({
    website,
    tag,
    hostname: location.hostname,
    url: current,
    referrer: previous,
    title: document.title,
    screen: screen.width + 'x' + screen.height,
    language: navigator.language,
});

export function watchPages(track) {
    const view = () => {
        clearTimeout(timer);
        timer = undefined;
        track();
    };
    const look = (address) => {
        const next = addressOf(address || location.href);
        if (next == current) return;
        if (timer) view();
        previous = current;
        current = next;
        timer = setTimeout(view, kTitleMs);
    };
    for (const name of ['pushState', 'replaceState']) {
        const change = history[name];
        history[name] = function (...args) {
            change.apply(this, args);
            look(args[2]);
        };
    }
    addEventListener('popstate', () => look());
    addEventListener('hashchange', () => look());
    addEventListener('pagehide', () => timer && view());
    // A page that is only prepared was seen by nobody yet.
    if (document.prerendering) document.addEventListener('prerenderingchange', view, { once: true });
    else view();
}
