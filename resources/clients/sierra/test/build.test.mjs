// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { tracker } from '../build.mjs';

const kBudgetBytes = 1800; // gzipped

const code = await tracker();
test('dist/tracker.js is what the sources build', async () => {
    assert.equal(await readFile(new URL('../dist/tracker.js', import.meta.url), 'utf8'), code);
});
test('the place for the base path is there once', () => assert.equal(code.split('@base@').length, 2));
test(`the tracker stays within ${kBudgetBytes} bytes gzipped`, (t) => {
    const bytes = gzipSync(code, { level: 9 }).length;
    t.diagnostic(`${bytes} of ${kBudgetBytes} bytes`);
    assert.ok(bytes <= kBudgetBytes, `${bytes} bytes`);
});
