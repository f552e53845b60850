// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// When views begin and end (spec sierra §3.4, §3.5, §17).
import { beginView, endView, newView, reportLoad, resumeView } from './hits.js';
import { hashMode } from './page.js';

function changeView() {
    endView();
    beginView();
}

// The address changes between the end of one view and the begin of the next, if it leads to another path.
function wrap(name) {
    const original = history[name];
    history[name] = function (state, title, url, ...rest) {
        const leaves = url != null && new URL(url, document.baseURI).pathname != location.pathname;
        if (leaves) endView();
        const result = original.call(this, state, title, url, ...rest);
        if (leaves) beginView();
        return result;
    };
}

function watchNavigation() {
    if (hashMode) return addEventListener('hashchange', changeView);
    wrap('pushState');
    wrap('replaceState');
    addEventListener('popstate', changeView);
}

function watchVisibility() {
    for (const name of 'onpagehide' in window ? ['pagehide'] : ['beforeunload', 'unload']) addEventListener(name, endView);
    document.addEventListener('visibilitychange', () => (document.visibilityState == 'hidden' ? endView() : resumeView()));
    // A page that comes back from the browser's memory is looked at anew.
    addEventListener('pageshow', (event) => event.persisted && beginView());
}

// What is reported before the document is ready belongs to the view, too.
export function watch() {
    newView();
    const begin = () => {
        reportLoad();
        watchNavigation();
        watchVisibility();
    };
    if (document.readyState == 'loading') document.addEventListener('DOMContentLoaded', begin, { once: true });
    else begin();
}
