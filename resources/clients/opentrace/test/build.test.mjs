// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { outputs } from '../build.mjs';

const kTrackerBudgetBytes = 4096; // minified (spec opentrace §6.3)
const kSettings = 'SIGHTGLASS_SETTINGS';

const all = await outputs();
for (const [name, code] of Object.entries(all)) {
    test(`dist/${name} is what the sources build`, async () => {
        assert.equal(await readFile(new URL('../dist/' + name, import.meta.url), 'utf8'), code);
    });
}
test(`the tracker stays within ${kTrackerBudgetBytes} bytes`, (t) => {
    const bytes = Buffer.byteLength(all['t.min.js']);
    t.diagnostic(`${bytes} of ${kTrackerBudgetBytes} bytes`);
    assert.ok(bytes <= kTrackerBudgetBytes, `${bytes} bytes`);
});
test('the hub finds the one place where a resource is named', () => {
    assert.equal(all['t.min.js'].split(kSettings).length, 2);
});
