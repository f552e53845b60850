// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds dist/: client.min.js for pages, node.mjs and node.cjs for servers. The results are committed, so that building
// the hub needs no npm; test/build.test.mjs checks that they are current.
import { build } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const notice = '// GPL-3.0-or-later\n';

async function bundled(entry, format) {
    const { outputFiles } = await build({
        entryPoints: [here(entry)], bundle: true, write: false, format, target: 'es2022', legalComments: 'none',
    });
    return outputFiles[0].text;
}

async function minified(entry) {
    // One keyword for all declarations compresses better than three.
    const { code } = await minify((await bundled(entry, 'iife')).replace(/\b(const|var) /g, 'let '), {
        ecma: 2020,
        compress: { passes: 2 },
        mangle: { toplevel: true },
        format: { comments: false, wrap_func_args: false },
    });
    return notice + code + '\n';
}

export async function outputs() {
    return {
        'client.min.js': await minified('src/index.js'),
        'node.mjs': notice + (await bundled('src/node.js', 'esm')),
        'node.cjs': notice + (await bundled('src/node.js', 'cjs')),
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [name, code] of Object.entries(await outputs())) await writeFile(here('dist/' + name), code);
}
