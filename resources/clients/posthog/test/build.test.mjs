// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { outputs } from '../build.mjs';

const kBudgetBytes = { 'web-vitals.js': 3600, 'exception-autocapture.js': 1300 }; // gzipped

const all = await outputs();
for (const [name, code] of Object.entries(all)) {
    test(`dist/${name} is what the sources build`, async () => {
        assert.equal(await readFile(new URL('../dist/' + name, import.meta.url), 'utf8'), code);
    });
    test(`${name} stays within ${kBudgetBytes[name]} bytes gzipped`, (t) => {
        const bytes = gzipSync(code, { level: 9 }).length;
        t.diagnostic(`${bytes} of ${kBudgetBytes[name]} bytes`);
        assert.ok(bytes <= kBudgetBytes[name], `${bytes} bytes`);
    });
}
