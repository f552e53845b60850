// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The extension files in headless Chromium, called as the client calls them. tests/e2e has the client itself.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const script = (name) => readFile(new URL(`../dist/${name}`, import.meta.url), 'utf8');
const kFailures = `
function go() { throw new TypeError('outer', { cause: new Error('inner') }); }
function later(thrown) { return new Promise((done) => setTimeout(() => { setTimeout(done); throw thrown; })); }
`;
let browser, server, page;

before(async () => {
    const files = { '/v.js': await script('web-vitals.js'), '/e.js': await script('exception-autocapture.js'), '/f.js': kFailures };
    server = createServer((request, response) => {
        if (files[request.url]) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(files[request.url]);
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Page</title><script src="/v.js"></script><script src="/e.js"></script><script src="/f.js"></script><h1>Hello</h1><button>go</button>');
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
    page = await (await browser.newContext()).newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
});
after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
});

test('exceptions nobody caught are told until the watch ends, and the page\'s handlers are called', async () => {
    const [first, second, seen] = await page.evaluate(async () => {
        const told = [];
        let seen = 0;
        window.onerror = () => (++seen, true);
        const end = __PosthogExtensions__.errorWrappingFunctions.wrapOnError((properties) => told.push(properties));
        await new Promise((done) => setTimeout(() => { setTimeout(done); go(); }));
        await later('a text');
        end();
        await later(new Error('not watched'));
        window.onerror = null;
        return [...told, seen];
    });
    assert.equal(seen, 3);
    assert.equal(first.$exception_level, 'error');
    assert.deepEqual(first.$exception_list.map(({ type, value }) => [type, value]), [['TypeError', 'outer'], ['Error', 'inner']]);
    const frame = first.$exception_list[0].stacktrace.frames.at(-1);
    assert.deepEqual([frame.function, frame.lineno, frame.in_app, new URL(frame.filename).pathname], ['go', 2, true, '/f.js']);
    const { type, value, mechanism, stacktrace } = second.$exception_list[0];
    assert.deepEqual([type, value, mechanism], ['Error', 'a text', { type: 'onerror', handled: false, synthetic: true }]);
    assert.equal(stacktrace.frames[0].lineno, 3);
});

test('rejections nobody handled, of errors and of anything else', async () => {
    const told = await page.evaluate(async () => {
        const told = [];
        const both = new Promise((done) => (window.enough = () => told.length == 2 && done()));
        const end = __PosthogExtensions__.errorWrappingFunctions.wrapUnhandledRejection((properties) => (told.push(properties), enough()));
        Promise.reject(new RangeError('too far'));
        Promise.reject({ code: 7 });
        await both;
        end();
        return told.map(({ $exception_list: [{ type, value, mechanism }] }) => [type, value, mechanism.handled, mechanism.synthetic]);
    });
    assert.deepEqual(told, [['RangeError', 'too far', false, false], ['UnhandledRejection', '{"code":7}', false, true]]);
});

test('what is written to the console as an error', async () => {
    const told = await page.evaluate(() => {
        const told = [];
        const original = console.error;
        const end = __PosthogExtensions__.errorWrappingFunctions.wrapConsoleError((properties) => {
            console.error('of the telling');
            told.push(properties);
        });
        (function shout() { console.error('bad', 7); })();
        console.error('while', new RangeError('too far'));
        end();
        console.error('not watched');
        return [console.error == original, ...told.map(({ $exception_list: [{ type, value, mechanism, stacktrace }] }) => [type, value, mechanism.handled, stacktrace.frames.at(-1).function])];
    });
    assert.deepEqual(told, [true, ['Error', 'bad 7', true, 'shout'], ['RangeError', 'too far', true, told[2][3]]]);
});

test('the vitals are those that the browser measured', async () => {
    await page.evaluate(() => {
        const { onLCP, onINP, withoutAttribution } = __PosthogExtensions__.postHogWebVitalsCallbacksByFlavor['web-vitals-with-attribution'];
        const take = ({ name, value }) => localStorage.setItem(name, value); // outlives the page
        for (const watch of [onLCP, onINP, withoutAttribution.onCLS, withoutAttribution.onFCP]) watch(take, { reportSoftNavs: false });
        document.querySelector('button').onclick = () => { const end = performance.now() + 120; while (performance.now() < end); };
    });
    await page.waitForFunction(() => localStorage.FCP);
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
    // Something pushes the page down, unasked; then a slow click.
    const shift = await page.evaluate(() => new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0))).observe({ type: 'layout-shift' });
        document.body.insertAdjacentHTML('afterbegin', '<div style="height: 200px"></div>');
    }));
    await page.evaluate(() => {
        window.clicked = new Promise((done) => {
            new PerformanceObserver((list) => {
                const click = list.getEntriesByName('click').find((entry) => entry.interactionId);
                // What measures waits until the page is idle, a second at most.
                if (click) requestIdleCallback(() => done(click.duration), { timeout: 2000 });
            }).observe({ type: 'event', durationThreshold: 16 });
        });
    });
    await page.click('button');
    const clicked = await page.evaluate(() => clicked);
    await page.goto(page.url() + 'next');
    const found = await page.evaluate(() => ({ ...localStorage }));
    assert.equal(Number(found.FCP), paint);
    assert.ok(Number(found.LCP) >= paint, 'the largest is not before the first');
    assert.ok(shift > 0 && Math.abs(found.CLS - shift) < 1e-9, `${found.CLS} is ${shift}`);
    assert.ok(clicked >= 120 && Number(found.INP) >= clicked, `${found.INP} is ${clicked}`);
});
