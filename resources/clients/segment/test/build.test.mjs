// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { outputs } from '../build.mjs';
import { built } from '../testsite.mjs';

// Gzipped (design §7, spec segment §15.5).
const kCoreBudgetBytes = 1000;
const kWholeBudgetBytes = 3000;

const all = Object.entries(await outputs());
test('there is a core build and two whole ones', () => {
    assert.deepEqual(all.map(([name]) => name).sort(), ['analytics.core.js', 'analytics.iife.js', 'analytics.min.js']);
});
for (const [name, code] of all) {
    test(`dist/${name} is what the sources build`, async () => {
        assert.equal(await built(name), code);
    });
    const budget = name == 'analytics.core.js' ? kCoreBudgetBytes : kWholeBudgetBytes;
    test(`dist/${name} stays within ${budget} bytes gzipped`, () => {
        const bytes = gzipSync(code, { level: 9 }).length;
        assert.ok(bytes <= budget, `${bytes} bytes`);
    });
}
