// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is not counted: visitors that said so, pages in frames, pages of a developer's own machine.
const kKey = 'skipgc';
const kLocal = /(^|\.)localhost$|^127\.|^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^0\.0\.0\.0$|^\[::1\]$/;

// Storage may be forbidden, which then says nothing.
function skips() {
    try {
        return localStorage.getItem(kKey) == 't';
    } catch {
        return false;
    }
}

export const isToggled = () => location.hash == '#toggle-goatcounter';

// Anyone may leave themselves out by a link to this page, and come back by the same.
export function toggle() {
    if (skips()) localStorage.removeItem(kKey);
    else localStorage.setItem(kKey, 't');
    alert(`GoatCounter: visits of this browser are ${skips() ? 'not counted' : 'counted'} from now on.`);
}

export function reasonNotToCount(settings) {
    if (document.visibilityState == 'prerender') return 'nobody looks at the page yet';
    if (!settings.allow_frame && window !== window.parent) return 'the page is in a frame';
    if (!settings.allow_local && (location.protocol == 'file:' || kLocal.test(location.hostname))) return 'the page is local';
    return skips() && 'this browser asked not to be counted';
}

// 0, or which test found a program at work (spec drop-in-apis §5.1 `b`).
export function automation() {
    const w = window;
    if (w.callPhantom || w._phantom || w.phantom) return 150;
    if (w.__nightmare) return 151;
    if (document.__selenium_unwrapped || document.__webdriver_evaluate || document.__driver_evaluate) return 152;
    return navigator.webdriver ? 153 : 0;
}
