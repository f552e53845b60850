// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tracker of pages (spec sierra §3): no cookie, no identifier that outlives the tab.
import { autoCapture, capture } from './exceptions.js';
import { hit } from './hits.js';
import { asked, whenActive } from './page.js';
import { watch } from './navigation.js';

const optsOut = /^(1|yes)$/.test(navigator.doNotTrack) || window.doNotTrack === '1' || navigator.globalPrivacyControl === true;

if (optsOut) {
    window.analytics ||= { event() {}, captureException() {} };
} else {
    window.analytics = Object.assign(window.analytics || {}, {
        event: (name, data) => whenActive(() => hit('custom', { n: String(name) }, data)),
        captureException: (error, data) => whenActive(() => capture(error, true, data)),
    });
    if (asked('data-auto-capture-exceptions') === 'true') autoCapture();
    whenActive(watch);
}
