// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tests that a client's committed files are what its sources build, and stay small.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

// `folder` is the URL of the committed files; `outputs` name → code; `budgets` name → bytes gzipped.
export function testBuild(folder, outputs, budgets) {
    for (const [name, code] of Object.entries(outputs)) {
        test(`dist/${name} is what the sources build`, async () => {
            assert.equal(await readFile(new URL(name, folder), 'utf8'), code);
        });
        test(`${name} stays within ${budgets[name]} bytes gzipped`, (t) => {
            const bytes = gzipSync(code, { level: 9 }).length;
            t.diagnostic(`${bytes} of ${budgets[name]} bytes`);
            assert.ok(bytes <= budgets[name], `${bytes} bytes`);
        });
    }
}
