// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One payload to the hub, with the token that the hub gave to this page's last one.
import { beforeSend, credentials, endpoint, isSilent, website } from './settings.js';

let session = {}; // cache, sessionId, visitId as last answered

export const getSession = () => ({ website, ...session });

export async function send(payload, type = 'event') {
    if (isSilent() || session.disabled) return;
    const change = window[beforeSend];
    if (typeof change == 'function' && !(payload = await change(type, payload))) return;
    const headers = { 'Content-Type': 'application/json' };
    if (session.cache) headers['x-umami-cache'] = session.cache;
    try {
        // keepalive lets it outlive the page.
        const answer = await fetch(endpoint, { method: 'POST', keepalive: true, headers, credentials, body: JSON.stringify({ type, payload }) });
        const given = await answer.json();
        if (given.cache || given.disabled) session = given;
    } catch {} // a hub that does not answer is not the page's concern
}
