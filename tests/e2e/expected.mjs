// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

// Whether `actual` holds everything that `expected` says.
export function holds(actual, expected, where = '') {
    if (expected instanceof RegExp) {
        assert.match(String(actual), expected, where);
    } else if (expected !== null && typeof expected == 'object' && !Array.isArray(expected)) {
        assert.ok(actual !== null && typeof actual == 'object', `${where} is ${JSON.stringify(actual)}`);
        for (const [key, value] of Object.entries(expected)) holds(actual[key], value, `${where}/${key}`);
    } else {
        assert.deepEqual(actual, expected, where);
    }
}

// Each expectation names an event by its type and name; order does not matter, SDKs send in parallel.
export function holdsEvents(events, expected) {
    assert.equal(events.length, expected.length);
    const left = [...events];
    for (const wanted of expected) {
        const at = left.findIndex((e) => e.type == wanted.type && (wanted.event === undefined || e.event == wanted.event));
        assert.ok(at >= 0, `no ${wanted.type} ${wanted.event ?? ''} among ${left.map((e) => e.type + ' ' + e.event)}`);
        const [found] = left.splice(at, 1);
        for (const [key, value] of Object.entries(wanted)) holds(found[key], value, `${wanted.type} ${wanted.event ?? ''}: ${key}`);
    }
}
