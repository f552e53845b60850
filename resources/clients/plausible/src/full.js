// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The script with all extensions: those that the file's name lists, or that the page of a site's own script
// (pa-….js) asks for in plausible.init(), are switched on.
import { isExcluded } from './exclusions.js';
import { watchClicks } from './clicks.js';
import { start } from './start.js';
import { attributes, options, track } from './tracker.js';

// event-<name>="value" of the script's element: properties of every page view.
function pageviewProps() {
    const props = {};
    for (const { name, value } of attributes) if (name.startsWith('event-')) props[name.slice(6)] = value;
    return props;
}

// What plausible.init() takes, by our names.
function adopt({ endpoint, hashBasedRouting, autoCapturePageviews, captureOnLocalhost, outboundLinks, fileDownloads, formSubmissions, customProperties, transformRequest }) {
    options.api = endpoint || options.api;
    options.hash = hashBasedRouting;
    options.manual = autoCapturePageviews === false;
    options.local = captureOnLocalhost;
    options['outbound-links'] = outboundLinks;
    options['file-downloads'] = fileDownloads;
    options.forms = formSubmissions;
    options['tagged-events'] = options.revenue = true;
    options.props = typeof customProperties == 'function' ? customProperties : () => customProperties;
    options.transform = transformRequest;
}

function run() {
    const own = options.transform;
    if (options.exclusions) options.transform = (body) => !isExcluded(location, options) && (own ? own(body) : body);
    start(() => ({ props: options['pageview-props'] && pageviewProps() }));
    watchClicks(options, track);
}

// A site's own script is started by the page: now, if init() was called before the script came, or later.
function runWith(asked = {}) {
    adopt(asked);
    run();
    window.plausible.init = () => {};
}
if (!options.site) {
    run();
} else {
    const stub = (window.plausible ||= (...call) => (stub.q ||= []).push(call));
    if (stub.o) runWith(stub.o);
    else stub.init = runWith;
}
