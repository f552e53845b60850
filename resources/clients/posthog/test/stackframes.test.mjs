// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import test from 'node:test';
import { chainOf } from '../src/exceptionlist.js';
import { framesOf } from '../src/stackframes.js';

const short = (stack) => framesOf(stack).map((frame) => [frame.function, frame.filename, frame.lineno, frame.colno, frame.in_app]);
const kFile = 'https://example.com/a.js';

test('the text of Chromium, whose message has lines of its own', () => {
    assert.deepEqual(short(`Error: two\nlines at 12:30:45\n    at go (${kFile}:3:7)\n    at new Cart (${kFile}:9:1)\n    at Array.map (<anonymous>)\n    at async ${kFile}:20:2`), [
        ['?', kFile, 20, 2, true],
        ['Array.map', '<anonymous>', undefined, undefined, false],
        ['new Cart', kFile, 9, 1, true],
        ['go', kFile, 3, 7, true],
    ]);
});
test('the text of Firefox and Safari', () => {
    assert.deepEqual(short(`go@${kFile}:3:7\nCart/<@${kFile}:9:1\n@${kFile}:20:2\nmap@[native code]\n`), [
        ['map', '[native code]', undefined, undefined, false],
        ['?', kFile, 20, 2, true],
        ['Cart/<', kFile, 9, 1, true],
        ['go', kFile, 3, 7, true],
    ]);
});
test('no stack, and a deep one', () => {
    assert.deepEqual(framesOf(undefined), []);
    const deep = framesOf('Error: x\n' + Array.from({ length: 80 }, (_, i) => `    at f${i} (${kFile}:${i}:1)`).join('\n'));
    assert.deepEqual([deep.length, deep[0].function, deep[49].function], [50, 'f49', 'f0']);
});
test('causes follow what they caused, and a circle ends', () => {
    const inner = new Error('in');
    const outer = new TypeError('out', { cause: inner });
    inner.cause = outer;
    const list = chainOf(outer, { type: 'onerror', handled: false }, {});
    assert.deepEqual(list.map(({ type, value, mechanism }) => [type, value, mechanism.handled, mechanism.synthetic]), [
        ['TypeError', 'out', false, false],
        ['Error', 'in', false, false],
    ]);
});
