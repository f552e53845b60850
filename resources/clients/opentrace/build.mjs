// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds dist/: t.min.js, in which the hub puts the settings of a resource where SIGHTGLASS_SETTINGS stands, and ot.min.js. The results are
// committed, so that building the hub needs no npm; test/build.test.mjs checks that they are current.
import { build } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const notice = '// GPL-3.0-or-later\n';

async function bundled(contents) {
    const { outputFiles } = await build({
        stdin: { contents, resolveDir: here('src'), loader: 'js' }, bundle: true, write: false, format: 'iife', target: 'es2020', legalComments: 'none',
    });
    return outputFiles[0].text;
}

async function minified(contents) {
    const { code } = await minify(await bundled(contents), {
        ecma: 2020,
        compress: { passes: 3 },
        mangle: { toplevel: true },
        format: { comments: false, wrap_func_args: false },
    });
    return notice + code + '\n';
}

export async function outputs() {
    return {
        // The hub puts the settings where the name stands.
        't.min.js': await minified("import { start } from './t.js'; start(SIGHTGLASS_SETTINGS);"),
        'ot.min.js': await minified("import './ot.js';"),
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [name, code] of Object.entries(await outputs())) await writeFile(here('dist/' + name), code);
}
