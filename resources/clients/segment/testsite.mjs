// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the client's tests share: a small server that is site and hub in one, and headless Chromium to look at it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach } from 'node:test';
import { chromium } from 'playwright-core';

const kBrowser = process.env.CHROMIUM || '/usr/bin/chromium';
const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const built = (name) => readFile(new URL(`dist/${name}`, import.meta.url), 'utf8');

// Call it at the top of a test file. `site.head` is what every page has in its head; `site.answers` are given to the
// batches that come, oldest first, then 200, or 503 while `site.down`; `site.received` are those batches.
export async function testSite() {
    const scripts = {
        '/analytics.js': await built('analytics.min.js'),
        '/sub/analytics.iife.js': await built('analytics.iife.js'),
        '/core/analytics.js': await built('analytics.core.js'),
    };
    const site = {
        received: [],
        answers: [],
        events: () => site.received.flatMap((request) => request.body.batch),
        async open(path = '/', origin = site.origin) {
            const page = await site.context.newPage();
            await page.goto(origin + path);
            return page;
        },
        async until(condition, what) {
            const deadline = Date.now() + 20_000;
            while (!(await condition())) {
                assert.ok(Date.now() < deadline, `never happened: ${what}`);
                await new Promise((tick) => setTimeout(tick, 10));
            }
        },
        // Loads the client in the page, makes these calls and sends what they queued; done when that was tried.
        load: (page, calls, options = {}) =>
            page.evaluate(([code, given]) => {
                analytics.load('k', given);
                return new Function(code)();
            }, [calls + ';return analytics.flush()', options]),
    };
    let browser;

    const takeBatch = (request, response) => {
        let body = '';
        request.setEncoding('utf8');
        request.on('data', (chunk) => (body += chunk));
        request.on('end', () => {
            site.received.push({ path: request.url, headers: request.headers, body: JSON.parse(body), bytes: Buffer.byteLength(body) });
            const [status, headers] = site.down ? [503] : site.answers.shift() || [200];
            response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end('{}');
        });
    };
    const server = createServer((request, response) => {
        if (request.method == 'POST') return takeBatch(request, response);
        const path = request.url.replace(/\?.*/, '');
        const key = /^\/analytics\.js\/v1\/(.*)\/analytics\.min\.js$/.exec(path)?.[1];
        // As the hub does it (server/intake/segmentscripts.cpp).
        const keyed = request.url.endsWith('?core')
            ? `(window.analytics=window.analytics||[]).unshift(["load","${key}"]);\n${scripts['/core/analytics.js']}`
            : `(window.analytics=window.analytics||[])._writeKey="${key}";\n${scripts['/analytics.js']}`;
        const script = key ? keyed : scripts[path];
        if (script) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(script);
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Page</title>${site.head}`);
    });

    before(async () => {
        await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
        const { port } = server.address();
        site.origin = `http://127.0.0.1:${port}`;
        // Plain http on names with subdomains.
        site.named = (host) => `http://${host}.example:${port}`;
        browser = await chromium.launch({ executablePath: kBrowser, args: [...kFlags, '--host-resolver-rules=MAP *.example 127.0.0.1'] });
    });
    after(async () => {
        await browser.close();
        server.closeAllConnections();
        server.close();
    });
    beforeEach(async () => {
        await site.context?.close();
        site.context = await browser.newContext();
        site.received = [];
        site.answers = [];
        site.down = false;
        site.head = '<script src="/analytics.js"></script>';
    });
    return site;
}
