// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tests of the drop-in APIs share: their vectors over a socket, a site of its own name, a browser like a
// visitor's.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { holds } from './expected.mjs';
import { send } from './hub.mjs';

// Cases that need another hub, clock or sender than a socket has are the runner's in C++.
const kOnlyInside = ['project', 'sink'];
const kOnlyInsideRequest = ['at', 'private', 'address'];

export function vectorsOf(folder, source) {
    const root = new URL(`../vectors/${folder}/`, import.meta.url);
    const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
    return readdirSync(root).filter((name) => name.endsWith('.in.json')).map((name) => ({ ...read(name), ...read(name.replace('.in.', '.out.')) })).filter(
        (one) =>
            !kOnlyInside.some((member) => member in one) &&
            JSON.stringify(one.source) == JSON.stringify(source) &&
            !one.requests.some((request) => kOnlyInsideRequest.some((member) => member in request)),
    );
}

// Sends the requests in order; `fill` may change one by the answers so far.
export async function checkVector(hub, { requests, answers }, fill = (request) => request) {
    const given = [];
    for (const [i, wanted] of answers.entries()) {
        const { json, body, ...request } = fill(requests[i], given);
        const bytes = json !== undefined ? Buffer.from(JSON.stringify(json)) : body !== undefined ? Buffer.from(body) : undefined;
        const answer = await send(hub.url, { ...request, body: bytes });
        const text = answer.body.toString();
        assert.equal(answer.status, wanted.status, text);
        if (wanted.body !== undefined) assert.equal(text, wanted.body);
        if (wanted.contentType) assert.equal(answer.headers['content-type'], wanted.contentType);
        const parsed = /json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(text) : undefined;
        if (wanted.json) assert.deepEqual(parsed, wanted.json);
        if (wanted.contains) holds(parsed, wanted.contains);
        for (const member of wanted.has ?? []) assert.ok(member in parsed, member);
        for (const [name, value] of Object.entries(wanted.headers ?? {})) assert.equal(answer.headers[name.toLowerCase()] ?? '', value, name);
        given.push({ ...answer, parsed });
    }
    return given;
}

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-blink-features=AutomationControlled', '--host-resolver-rules=MAP *.example 127.0.0.1'];
export const kVisitor = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

// A site at http://<name>.example and a browser: `open(html, { path, host })` gives the page and what went wrong on it.
export async function startSite(files = {}) {
    const server = createServer((request, response) => {
        const path = request.url.split('?')[0];
        if (path in files) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(files[path]);
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
    });
    let html = '';
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
    return {
        async open(body, { path = '/', host = 'shop.example' } = {}) {
            html = `<!doctype html><title>Shop</title><body style="height:4000px">${body}`;
            const page = await (await browser.newContext({ userAgent: kVisitor, locale: 'en-GB' })).newPage();
            const wrong = [];
            page.on('pageerror', (error) => wrong.push(error.message));
            page.on('console', (message) => message.type() == 'error' && !/favicon/.test(message.location().url) && wrong.push(message.text()));
            await page.goto(`http://${host}:${server.address().port}${path}`);
            return { page, wrong };
        },
        async stop() {
            await browser.close();
            server.closeAllConnections();
            server.close();
        },
    };
}

// A published package as a page loads it; `code` imports it.
export async function bundled(code) {
    const { outputFiles } = await build({
        stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)) }, bundle: true, write: false, format: 'iife',
    });
    return outputFiles[0].text;
}
