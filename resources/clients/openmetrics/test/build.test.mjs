// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { outputs } from '../build.mjs';

const kBrowserBudgetBytes = 1500; // gzipped

const all = await outputs();
for (const [name, code] of Object.entries(all)) {
    test(`dist/${name} is what the sources build`, async () => {
        assert.equal(await readFile(new URL('../dist/' + name, import.meta.url), 'utf8'), code);
    });
}
test(`the client of pages stays within ${kBrowserBudgetBytes} bytes gzipped`, (t) => {
    const bytes = gzipSync(all['client.min.js'], { level: 9 }).length;
    t.diagnostic(`${bytes} of ${kBrowserBudgetBytes} bytes`);
    assert.ok(bytes <= kBrowserBudgetBytes, `${bytes} bytes`);
});
