// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds dist/count.min.js. The result is committed, so that building the hub needs no npm; test/build.test.mjs checks
// that it is current.
import { build } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export async function output() {
    const { outputFiles } = await build({
        entryPoints: [here('src/index.js')], bundle: true, write: false, format: 'iife', target: 'es2020', legalComments: 'none',
    });
    // One keyword for all declarations compresses better than three.
    const { code } = await minify(outputFiles[0].text.replace(/\b(const|var) /g, 'let '), {
        ecma: 2020,
        compress: { passes: 2 },
        mangle: { toplevel: true },
        format: { comments: false, wrap_func_args: false },
    });
    return '// GPL-3.0-or-later\n' + code + '\n';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(here('dist/count.min.js'), await output());
