// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds dist/: analytics.min.js sets window.analytics; analytics.iife.js also exports it as OpenTrackAnalytics.
// The results are committed, so that building the hub needs no npm; test/build.test.mjs checks that they are current.
import { build } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const notice = '/* GPL-3.0-or-later */\n';

export async function outputs() {
    const bundled = await build({
        entryPoints: [here('src/index.js')], bundle: true, write: false, format: 'iife', target: 'es2021', legalComments: 'none',
    });
    const { code } = await minify(bundled.outputFiles[0].text, {
        ecma: 2020,
        compress: { passes: 4, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false, hoist_props: true },
        mangle: { toplevel: true },
        format: { comments: false },
    });
    return {
        'analytics.min.js': notice + code + '\n',
        'analytics.iife.js': notice + code + '\nvar OpenTrackAnalytics={analytics:globalThis.analytics};\n',
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [name, code] of Object.entries(await outputs())) await writeFile(here('dist/' + name), code);
}
