// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sets `OpenMetrics` and, for the address in `openMetricUrl` or the one the script came from, `openMetrics`; replays
// what the page put into `_om` before, and takes what it puts there later.
import { OpenMetrics } from './browser.js';

const kMethods = { event: 'logEvent', setUserId: 'setUserId', setUserProperties: 'setUserProperties', setSessionProperties: 'setSessionProperties', clearSession: 'clearSession' };

window.OpenMetrics = OpenMetrics;
const address = window.openMetricUrl || document.currentScript?.src.replace(/\/apis\/javascript.*/, '');
if (address) {
    const client = (window.openMetrics = new OpenMetrics(address));
    const take = ([name, ...args]) => Object.hasOwn(kMethods, name) && client[kMethods[name]](...args);
    const early = window._om;
    window._om = { push: (...calls) => calls.forEach(take) };
    if (Array.isArray(early)) early.forEach(take);
}
