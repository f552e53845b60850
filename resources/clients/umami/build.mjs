// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds dist/: script.js, which the hub serves as /script.js and under the names of the setting script_names. The result is
// committed, so that building the hub needs no npm; test/build.test.mjs checks that it is current.
import { build } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const notice = '// GPL-3.0-or-later\n';

async function minified(entry) {
    const { outputFiles } = await build({
        entryPoints: [here(entry)], bundle: true, write: false, format: 'iife', target: 'es2022', legalComments: 'none',
    });
    // One keyword for all declarations compresses better than three.
    const { code } = await minify(outputFiles[0].text.replace(/\b(const|var) /g, 'let '), {
        ecma: 2020,
        compress: { passes: 2 },
        mangle: { toplevel: true },
        format: { comments: false, wrap_func_args: false },
    });
    return notice + code + '\n';
}

export async function outputs() {
    return { 'script.js': await minified('src/index.js') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [name, code] of Object.entries(await outputs())) await writeFile(here('dist/' + name), code);
}
