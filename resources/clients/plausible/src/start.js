// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sets `plausible`, and does what the page asked of it before the script came.
import { pageview, watchPages } from './pageviews.js';
import { options, track } from './tracker.js';

export function start(settings) {
    const early = window.plausible?.q || [];
    window.plausible = (name, given) => (name == 'pageview' ? pageview(given) : track(name, given));
    if (!(FULL && options.manual)) watchPages(settings);
    for (const call of early) window.plausible(...call);
}
