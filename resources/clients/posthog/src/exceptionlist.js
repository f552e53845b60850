// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { framesOf } from './stackframes.js';

const kMostCauses = 10;

// Also one of another frame of the page.
export const isError = (thrown) =>
    thrown instanceof Error || ['[object Error]', '[object DOMException]'].includes(Object.prototype.toString.call(thrown));

export function thrownText(thrown) {
    try {
        if (isError(thrown)) return `${thrown.name}: ${thrown.message}`;
        return typeof thrown == 'object' ? JSON.stringify(thrown) : String(thrown);
    } catch {
        return Object.prototype.toString.call(thrown);
    }
}

const entry = (type, value, mechanism, frames) => ({ type, value, mechanism, stacktrace: { type: 'raw', frames } });

// What was thrown and what caused it, in this order, as members of $exception_list. `other` tells of what is no error.
export function chainOf(thrown, mechanism, other) {
    if (!isError(thrown)) return [entry(other.type, other.value, { ...mechanism, synthetic: true }, other.frames)];
    const list = [];
    const seen = new Set();
    for (let error = thrown; isError(error) && !seen.has(error) && list.length < kMostCauses; error = error.cause) {
        seen.add(error);
        list.push(entry(String(error.name || 'Error'), String(error.message || ''), { ...mechanism, synthetic: false }, framesOf(error.stack)));
    }
    return list;
}
