// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

const kMostFrames = 50;
// "    at go (https://example.com/a.js:3:7)", "    at async https://example.com/a.js:3:7"
const kChromium = /^\s*at (?:async )?(?:(.*?) \()?(.*?)(?::(\d+))?(?::(\d+))?\)?$/;
// "go@https://example.com/a.js:3:7"
const kOthers = /^(?:(.*?)@)?(.*?)(?::(\d+))?(?::(\d+))?$/;

function frameOf(line) {
    const isChromium = /^\s*at /.test(line);
    if (!isChromium && !line.includes('@') && !/:\d+$/.test(line)) return undefined; // the message
    const [, name, filename, lineno, colno] = (isChromium ? kChromium : kOthers).exec(line);
    const frame = { platform: 'web:javascript', filename, function: name || '?', in_app: /^(?:https?|file|blob|webpack)/.test(filename) };
    if (lineno) frame.lineno = Number(lineno);
    if (colno) frame.colno = Number(colno);
    return frame;
}

// The calls of an error's stack text, the outermost first; of a deep one those nearest to the error.
export function framesOf(stack) {
    const lines = String(stack || '').split('\n');
    // Chromium puts the message, of any number of lines, before the calls.
    const first = lines.findIndex((line) => /^\s*at .*(?:\d|>|native)\)?$/.test(line));
    return lines.slice(Math.max(first, 0)).map(frameOf).filter(Boolean).slice(0, kMostFrames).reverse();
}
