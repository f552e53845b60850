// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sets `window.goatcounter`, counts the page once it can be seen, and counts clicks on what is marked for it (spec
// drop-in-apis §5.1). What the page put into `window.goatcounter` before, and the script tag's settings, stay.
import { bindEvents } from './clicks.js';
import { isToggled, reasonNotToCount, toggle } from './filter.js';
import { dataOf, queryValue, urlOf } from './hit.js';
import { showCount } from './visitcount.js';

const script = document.currentScript || document.querySelector('script[data-goatcounter]');
const own = (window.goatcounter = window.goatcounter || {});
Object.assign(own, JSON.parse(script?.dataset.goatcounterSettings || '{}'));

// `…/count`, from the tag, the settings, or where the script came from.
const endpoint = () => script?.dataset.goatcounter || own.endpoint || script?.src.replace(/\/count\.js.*/, '/count') || '';

function count(hit = {}) {
    const reason = reasonNotToCount(own);
    if (reason) return console.warn('goatcounter: not counted: ' + reason);
    const url = own.url(hit);
    if (url && !navigator.sendBeacon?.(url)) new Image().src = url;
}

Object.assign(own, {
    count,
    url: (hit = {}) => urlOf(endpoint(), dataOf(own, hit)),
    get_data: (hit = {}) => dataOf(own, hit),
    get_query: queryValue,
    filter: () => reasonNotToCount(own) || false,
    bind_events: () => bindEvents(count),
    visit_count: (options = {}) => showCount(endpoint(), dataOf(own, {}).p, options),
});

function start() {
    if (!own.no_onload) whenSeen(() => count());
    if (!own.no_events) own.bind_events();
}

// Pages opened in the background are counted when somebody looks at them.
function whenSeen(act) {
    if (document.visibilityState == 'visible') return act();
    const look = () => {
        if (document.visibilityState != 'visible') return;
        document.removeEventListener('visibilitychange', look);
        act();
    };
    document.addEventListener('visibilitychange', look);
}

if (isToggled()) toggle();
if (document.body) start();
else document.addEventListener('DOMContentLoaded', start);
