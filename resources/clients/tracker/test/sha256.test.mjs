// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { sha256Start } from '../src/sha256.js';

test('the first 32 bits are those of SHA-256, whatever the length', () => {
    for (const text of ['', 'abc', 'ü', ...[54, 55, 56, 63, 64, 65, 119, 120, 500].map((length) => 'a'.repeat(length))])
        assert.equal(sha256Start(text), createHash('sha256').update(text).digest().readUInt32BE(), text);
});
