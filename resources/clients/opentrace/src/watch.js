// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tracker sends by itself (spec opentrace §6.1 "Automatic events", §6.3): clicks, forms, the heat map, the end of
// a page, errors. Gives what begins and ends a page.
import { describe, describeForm } from './page.js';
import { depth } from './rules.js';

const kHeatmapClicks = 10;
const kMostErrors = 20;
const kStackCharacters = 4096;

export function watch(track) {
    const loaded = Date.now();
    let began, deepest, open;
    let clicks = [];
    let errors = 0;

    const heatmap = () => clicks.length && track('heatmap_batch', { clicks: clicks.splice(0) });
    const begin = () => {
        began = Date.now();
        deepest = depth();
        open = true;
    };
    const end = () => {
        if (!open) return;
        open = false;
        heatmap();
        track('page_exit', { duration: Math.floor((Date.now() - began) / 1000), scroll_depth: deepest });
    };
    const failed = (message, source, line, col, error) => {
        if (errors++ < kMostErrors) track('error', { message, source, line, col, stack: String(error?.stack || '').slice(0, kStackCharacters) });
    };

    document.addEventListener(
        'click',
        (event) => {
            clicks.push({ x: Math.round((event.pageX / innerWidth) * 1000) / 1000, y: event.pageY, t: Date.now() - loaded });
            if (clicks.length >= kHeatmapClicks) heatmap();
            const element = event.target.closest?.('a,button,[data-ot-track]');
            if (element) track('click', describe(element));
        },
        true,
    );
    document.addEventListener('submit', (event) => track('form_submit', describeForm(event.target)), true);
    addEventListener('scroll', () => (deepest = Math.max(deepest, depth())), { passive: true });
    addEventListener('error', (event) => event.message && failed(event.message, event.filename, event.lineno, event.colno, event.error));
    addEventListener('unhandledrejection', ({ reason }) => failed('Uncaught (in promise) ' + reason, '', 0, 0, reason));
    addEventListener('pagehide', end);
    // Back from the browser's page cache.
    addEventListener('pageshow', (event) => event.persisted && begin());
    return { begin, end };
}
