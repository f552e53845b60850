// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client asks here for what goes wrong in a page unnoticed. Each function takes what is to be told of an exception,
// and gives one that ends the watch. The page's own handlers go on as they were.
import { chainOf, isError, thrownText } from './exceptionlist.js';
import { framesOf } from './stackframes.js';

const told = (list) => ({ $exception_list: list, $exception_level: 'error' });

function watch(type, take) {
    addEventListener(type, take);
    return () => removeEventListener(type, take);
}

function wrapOnError(capture) {
    return watch('error', ({ error, message, filename, lineno, colno }) => {
        const place = filename ? [{ platform: 'web:javascript', filename, function: '?', lineno, colno, in_app: true }] : [];
        capture(told(chainOf(error, { type: 'onerror', handled: false }, { type: 'Error', value: error == null ? message : thrownText(error), frames: place })));
    });
}

function wrapUnhandledRejection(capture) {
    return watch('unhandledrejection', ({ reason }) =>
        capture(told(chainOf(reason, { type: 'onunhandledrejection', handled: false }, { type: 'UnhandledRejection', value: thrownText(reason), frames: [] }))),
    );
}

function wrapConsoleError(capture) {
    const { error: original } = console;
    let isTelling = false; // what telling writes to the console is not told
    const wrapped = (...words) => {
        original.apply(console, words);
        if (isTelling) return;
        isTelling = true;
        try {
            const other = { type: 'Error', value: words.map(thrownText).join(' '), frames: framesOf(new Error().stack).slice(0, -1) };
            capture(told(chainOf(words.find(isError), { type: 'onconsole', handled: true }, other)));
        } finally {
            isTelling = false;
        }
    };
    console.error = wrapped;
    return () => {
        if (console.error == wrapped) console.error = original;
    };
}

const extensions = (window.__PosthogExtensions__ = window.__PosthogExtensions__ || {});
extensions.errorWrappingFunctions = { wrapOnError, wrapUnhandledRejection, wrapConsoleError };
