// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Page views without being asked: the page itself, and every other one that a program of the page goes to.
import { beginEngagement, tellEngagement } from './engagement.js';
import { options, track } from './tracker.js';

export function pageview(settings) {
    tellEngagement();
    beginEngagement(track('pageview', settings));
}

// `settings` gives those of a view.
export function watchPages(settings) {
    let seen;
    const look = () => {
        const page = location.pathname + (FULL && options.hash ? location.hash : '');
        if (page != seen) pageview(settings?.());
        seen = page;
    };
    const push = history.pushState;
    history.pushState = function (...args) {
        push.apply(this, args);
        look();
    };
    addEventListener('popstate', look);
    if (FULL && options.hash) addEventListener('hashchange', look);
    // A page that comes back from the browser's memory is seen again.
    addEventListener('pageshow', ({ persisted }) => {
        if (persisted) pageview(settings?.());
    });
    // A page that is only prepared was seen by nobody yet.
    if (document.prerendering) document.addEventListener('prerenderingchange', look);
    else look();
}
