// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { output } from '../build.mjs';

const kBudgetBytes = 1900; // gzipped

const built = await output();
test('dist/count.min.js is what the sources build', async () => {
    assert.equal(await readFile(new URL('../dist/count.min.js', import.meta.url), 'utf8'), built);
});
test(`the script stays within ${kBudgetBytes} bytes gzipped`, (t) => {
    const bytes = gzipSync(built, { level: 9 }).length;
    t.diagnostic(`${bytes} of ${kBudgetBytes} bytes`);
    assert.ok(bytes <= kBudgetBytes, `${bytes} bytes`);
});
