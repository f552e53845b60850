// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an event is made of and how it leaves the page (spec plausible §2.2, §2.4).

const script = document.currentScript || document.getElementById('plausible');

// `plausibleOptions` is written before the script by the hub: what the file's name or its site asks for.
export const options = {
    // The hub is where the script came from, whatever path of a web server leads to it.
    api: (script?.src || '').replace(/\/js\/[^/]*$/, '') + '/api/event',
    ...(FULL && plausibleOptions),
    // data-domain, data-api, data-include, data-exclude
    ...script?.dataset,
};
export const attributes = script?.attributes || [];

const kVersion = 1;
const kLocal = /^(localhost|127(\.\d+){3}|\[::1])$/;

// Whether nothing may leave this page.
function isSilent() {
    if (!(FULL && options.local) && (location.protocol == 'file:' || kLocal.test(location.hostname))) return true;
    try {
        if (localStorage.plausible_ignore == 'true') return true;
    } catch {} // a page without storage has nothing to say
    return navigator.webdriver || window._phantom || window.__nightmare || window.Cypress;
}

// Sends one event; `body` holds the members of the wire.
export function send(body, callback) {
    body = { ...body, v: kVersion, d: options.domain };
    if (FULL && options.hash) body.h = 1;
    if (isSilent() || (FULL && options.transform && !(body = options.transform(body)))) return callback?.();
    // Text is a simple request: no preflight. keepalive lets it outlive the page.
    fetch(options.api, { method: 'POST', body: JSON.stringify(body), keepalive: true }).then(
        ({ status }) => callback?.({ status }),
        (error) => callback?.({ error }),
    );
}

// `u`, `url`: another address than the page's own. Gives the two members that engagement with a view repeats.
export function track(n, { props, meta, u, url, revenue, interactive, callback } = {}) {
    const event = { u: u || url || location.href, p: { ...(FULL && options.props?.(n)), ...meta, ...props } };
    send({ n, r: document.referrer, $: revenue, i: interactive, ...event }, callback);
    return event;
}
