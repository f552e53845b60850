// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds dist/: analytics.min.js sets window.analytics; analytics.iife.js also exports it as OpenTrackAnalytics.
// The results are committed, so that building the hub needs no npm; test/build.test.mjs checks that they are current.
import { build } from 'esbuild';
import { minify } from 'terser';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const notice = '// GPL-3.0-or-later\n';

async function minified(entry) {
    const bundled = await build({
        entryPoints: [here(entry)], bundle: true, write: false, format: 'iife', target: 'es2021', legalComments: 'none',
    });
    // One keyword for all declarations compresses better than three.
    const { code } = await minify(bundled.outputFiles[0].text.replace(/\b(const|var) /g, 'let '), {
        ecma: 2020,
        compress: { passes: 1, inline: 1 },
        mangle: { toplevel: true },
        format: { comments: false, wrap_func_args: false },
    });
    return notice + code;
}

export async function outputs() {
    const whole = await minified('src/index.js');
    return {
        'analytics.core.js': (await minified('src/core.js')) + '\n',
        'analytics.min.js': whole + '\n',
        'analytics.iife.js': whole + 'var OpenTrackAnalytics={analytics};\n',
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [name, code] of Object.entries(await outputs())) await writeFile(here('dist/' + name), code);
}
