// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sets `umami`, and sends what happens on the page unless its element says not to.
import { watchClicks } from './clicks.js';
import { page, watchPages } from './page.js';
import { getSession, send } from './sender.js';
import { autoTrack, performanceWanted, website } from './settings.js';
import { watchVitals } from './vitals.js';

let id; // of the person, once identify() named one

const payload = (more) => ({ ...page(), id, ...more });

// track(), track(name, data), track(payload), track((payload) => payload)
function track(what, data) {
    if (typeof what == 'string') return send(payload({ name: what, data }));
    if (typeof what == 'function') return send(what(payload()));
    return send(what ? { website, ...what } : payload());
}

// identify(id, data), identify(id), identify(data)
function identify(who, data) {
    if (typeof who == 'string') id = who;
    else data = who;
    return send(payload({ data }), 'identify');
}

if (!window.umami) {
    window.umami = { track, identify, getSession };
    if (autoTrack) {
        watchPages(track);
        watchClicks(track);
    }
    if (performanceWanted) watchVitals((vitals) => send(payload(vitals), 'performance'));
}
