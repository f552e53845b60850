// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { outputs } from '../build.mjs';

const kBudgetBytes = 3000; // Gzipped, everything (design §7, spec segment §15.5).

for (const [name, code] of Object.entries(await outputs())) {
    test(`dist/${name} is what the sources build`, async () => {
        assert.equal(await readFile(new URL(`../dist/${name}`, import.meta.url), 'utf8'), code);
    });
    test(`dist/${name} stays within ${kBudgetBytes} bytes gzipped`, () => {
        const bytes = gzipSync(code, { level: 9 }).length;
        assert.ok(bytes <= kBudgetBytes, `${bytes} bytes`);
    });
}
