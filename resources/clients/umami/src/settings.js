// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the script's element says (spec umami §3.5).

const script = document.currentScript;
const attribute = (name) => script?.getAttribute('data-' + name) || undefined;
const isSet = (name) => attribute(name) == 'true';

export const website = attribute('website-id');
export const tag = attribute('tag');
export const endpoint = (attribute('host-url') || script?.src.replace(/\/[^/]*$/, '') || '').replace(/\/$/, '') + '/api/send';
export const credentials = attribute('fetch-credentials') || 'omit';
export const autoTrack = attribute('auto-track') != 'false';
export const performanceWanted = isSet('performance');
export const excludeSearch = isSet('exclude-search');
export const excludeHash = isSet('exclude-hash');
// The name of a function of the page that may change a payload, or give nothing to keep it back.
export const beforeSend = attribute('before-send');

const domains = attribute('domains')?.split(',').map((domain) => domain.trim());

// Whether nothing may leave this page.
export function isSilent() {
    try {
        if (localStorage['umami.disabled']) return true;
    } catch {} // a page without storage has nothing to say
    return !website || (domains && !domains.includes(location.hostname)) || (isSet('do-not-track') && navigator.doNotTrack == '1');
}
