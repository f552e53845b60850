// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds dist/: the extension files that PostHog's browser client loads from a hub. The results are committed, so that
// building the hub needs no npm; test/build.test.mjs checks that they are current.
import { build } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const notice = '// GPL-3.0-or-later\n';
const measuring = '// Contains web-vitals 6.2.3, Copyright Google LLC, Apache-2.0 (https://www.apache.org/licenses/LICENSE-2.0)\n';

async function minified(entry) {
    const { outputFiles } = await build({
        entryPoints: [here(entry)], bundle: true, write: false, format: 'iife', target: 'es2020', legalComments: 'none',
    });
    const { code } = await minify(outputFiles[0].text, {
        ecma: 2020,
        compress: { passes: 2 },
        mangle: { toplevel: true },
        format: { comments: false },
    });
    return code + '\n';
}

export async function outputs() {
    return {
        'web-vitals.js': notice + measuring + (await minified('src/webvitals.js')),
        'exception-autocapture.js': notice + (await minified('src/exceptions.js')),
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [name, code] of Object.entries(await outputs())) await writeFile(here('dist/' + name), code);
}
