// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { output } from '../build.mjs';

const kBudgetBytes = 5000; // gzipped, spec tracker §17.5

const code = await output();
test('dist/track.js is what the sources build', async () => {
    assert.equal(await readFile(new URL('../dist/track.js', import.meta.url), 'utf8'), code);
});
test(`the client stays within ${kBudgetBytes} bytes gzipped`, (t) => {
    const bytes = gzipSync(code, { level: 9 }).length;
    t.diagnostic(`${bytes} of ${kBudgetBytes} bytes`);
    assert.ok(bytes <= kBudgetBytes, `${bytes} bytes`);
});
