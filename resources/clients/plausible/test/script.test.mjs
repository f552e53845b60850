// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The script in headless Chromium, against a server that is site and hub in one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

// A host with a name, since pages of this machine are not reported, and no sign of automation, for the same reason.
const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-blink-features=AutomationControlled', '--host-resolver-rules=MAP *.example 127.0.0.1'];
const core = await readFile(new URL('../dist/core.js', import.meta.url), 'utf8');
const full = await readFile(new URL('../dist/full.js', import.meta.url), 'utf8');
let browser, context, server, port, received, answer, wrong;

// As the hub does it: the options of the file's name before the script.
function scriptOf(file) {
    const words = file.replace(/\.js$/, '').split('.').slice(1);
    const options = file.startsWith('pa-') ? { site: true, domain: 'site.example' } : Object.fromEntries(words.map((word) => [word, true]));
    return `(()=>{const plausibleOptions=${JSON.stringify(options)};\n${words.length || options.site ? full : core}})();`;
}

before(async () => {
    server = createServer((request, response) => {
        const [path, query] = request.url.split('?');
        if (path.startsWith('/js/')) return response.writeHead(200, { 'Content-Type': 'application/javascript' }).end(scriptOf(path.slice(4)));
        if (request.method != 'POST') return response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Page</title><body style="height:5000px">' + decodeURIComponent(query || ''));
        let body = '';
        request.setEncoding('utf8').on('data', (part) => (body += part));
        request.on('end', () => {
            received.push({ path, type: request.headers['content-type'], ...JSON.parse(body) });
            response.writeHead(answer).end('ok');
        });
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    port = server.address().port;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: kFlags });
});
after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
});
beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    received = [];
    answer = 202;
    wrong = [];
});

async function open(html, { path = '/page', host = 'site.example' } = {}) {
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    await page.goto(`http://${host}:${port}${path}?${encodeURIComponent(html)}`);
    return page;
}
const tag = (file, attributes = 'data-domain="site.example"') => `<script ${attributes} src="/js/${file}"></script>`;
async function until(condition, what) {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
        assert.ok(Date.now() < deadline, `never happened: ${what}; received ${JSON.stringify(received)}`);
        await new Promise((tick) => setTimeout(tick, 10));
    }
}
const named = (name) => received.filter(({ n }) => n == name);
const told = (name, count = 1) => until(() => named(name).length == count, `${count} × ${name}`);
// Links and forms lead nowhere.
const stay = (page) => page.evaluate(() => {
    document.addEventListener('click', (event) => event.target.closest('a') && event.preventDefault());
    document.addEventListener('submit', (event) => event.preventDefault());
});
// What would have been sent by now has been: the last event of a page that goes away.
async function leave(page) {
    const before = named('engagement').length;
    await page.goto('about:blank');
    await until(() => named('engagement').length > before, 'engagement');
}

test('a page view, its properties of the wire, and engagement when the page is left', async () => {
    const page = await open(tag('script.js'));
    await told('pageview');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForFunction(() => scrollY > 0);
    await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))));
    await leave(page);
    const [view] = named('pageview');
    assert.equal(view.path, '/api/event');
    assert.match(view.type, /^text\/plain/);
    assert.equal(view.d, 'site.example');
    assert.match(view.u, /^http:\/\/site\.example:\d+\/page\?/);
    const [engagement] = named('engagement');
    assert.equal(engagement.u, view.u);
    assert.equal(engagement.sd, 100);
    assert.ok(Number.isInteger(engagement.e) && engagement.e >= 0);
    assert.equal(received.length, 2);
    assert.deepEqual(wrong, []);
});

test('views of one page application, each once', async () => {
    const page = await open(tag('plausible.js'));
    await page.evaluate(() => {
        history.pushState({}, '', '/second');
        history.pushState({}, '', '/second?x=1');
        history.pushState({}, '', '/third');
    });
    await told('pageview', 3);
    await page.goBack();
    await page.goBack();
    await told('pageview', 4);
    assert.deepEqual(named('pageview').map(({ u }) => new URL(u).pathname).sort(), ['/page', '/second', '/second', '/third']);
    assert.deepEqual(wrong, []);
});

test('calls queued before the script came, and what calls may state', async () => {
    const queue = '<script>window.plausible=function(){(plausible.q=plausible.q||[]).push(arguments)};plausible("Early",{props:{a:1}})</script>';
    const page = await open(queue + tag('script.js'));
    await told('Early');
    const given = await page.evaluate(
        () => new Promise((callback) => plausible('Paid', { props: { plan: 'pro' }, revenue: { amount: 9.5, currency: 'EUR' }, interactive: false, u: 'https://site.example/other', callback })),
    );
    assert.deepEqual(given, { status: 202 });
    assert.deepEqual(named('Early')[0].p, { a: 1 });
    const [paid] = named('Paid');
    assert.deepEqual([paid.p, paid.$, paid.i, paid.u], [{ plan: 'pro' }, { amount: 9.5, currency: 'EUR' }, false, 'https://site.example/other']);
    await context.route('**/api/event', (route) => route.abort());
    assert.deepEqual(await page.evaluate(() => new Promise((done) => plausible('Lost', { callback: ({ error }) => done(error.name) }))), 'TypeError');
    assert.deepEqual(wrong, []);
});

test('nothing from localhost but with the extension, nothing where it is switched off', async () => {
    const silent = (page) => page.evaluate(() => new Promise((done) => plausible('X', { callback: (given) => done(given === undefined) })));
    assert.ok(await silent(await open(tag('script.js'), { host: 'localhost' })));
    const page = await open(tag('script.js'));
    await told('pageview');
    await page.evaluate(() => (localStorage.plausible_ignore = 'true'));
    assert.ok(await silent(page));
    await page.evaluate(() => delete localStorage.plausible_ignore);
    await page.evaluate(() => Object.defineProperty(navigator, 'webdriver', { value: true }));
    assert.ok(await silent(page));
    assert.deepEqual(received.map(({ n }) => n), ['pageview']);
    await open(tag('script.local.js'), { host: 'localhost' });
    await told('pageview', 2);
});

test('data-api names another address, and the folder of the script is kept', async () => {
    await open('<script data-domain="a.example" data-api="/elsewhere" src="/js/script.js"></script>');
    await told('pageview');
    assert.equal(received[0].path, '/elsewhere');
});

test('views by fragment, by hand, with properties, and left out', async () => {
    const page = await open(tag('script.hash.js'), { path: '/app' });
    await page.evaluate(() => (location.hash = '#/inbox'));
    await told('pageview', 2);
    assert.deepEqual(named('pageview').map(({ h, u }) => [h, new URL(u).hash]), [[1, ''], [1, '#/inbox']]);
    const manual = await open(tag('script.manual.pageview-props.js', 'data-domain="s" event-author="ann"'));
    await manual.evaluate(() => plausible('pageview', { props: { by: 'hand' } }));
    await told('pageview', 3);
    assert.deepEqual(named('pageview')[2].p, { by: 'hand' });
    await open(tag('script.pageview-props.js', 'data-domain="s" event-author="ann"'));
    await told('pageview', 4);
    assert.deepEqual(named('pageview')[3].p, { author: 'ann' });
    const lists = 'data-domain="s" data-exclude="/admin/**, /*/private"';
    for (const path of ['/admin/a/b', '/x/private']) {
        const left = await open(tag('script.exclusions.js', lists), { path });
        assert.ok(await left.evaluate(() => new Promise((done) => plausible('X', { callback: (given) => done(given === undefined) }))), path);
    }
    await open(tag('script.exclusions.js', lists), { path: '/x/y/private' });
    await told('pageview', 5);
    assert.deepEqual(wrong, []);
});

test('clicks on links, files, and elements whose class names an event', async () => {
    const body = '<a id=out href="http://other.example/x">out</a><a id=file href="/paper.pdf">file</a><a id=in href="#in">in</a>' +
        '<button class="plausible-event-name=Sign+Up plausible-event-plan=pro plausible-revenue-amount=10 plausible-revenue-currency=EUR"><b id=tag>go</b></button>' +
        '<form class="plausible-event-name=Sent" action="#sent"><input><button id=send></button></form>';
    const page = await open(tag('script.outbound-links.file-downloads.tagged-events.revenue.js') + body);
    await told('pageview');
    await stay(page);
    for (const id of ['out', 'file', 'in', 'tag', 'send']) await page.click('#' + id);
    for (const name of ['Outbound Link: Click', 'File Download', 'Sign Up', 'Sent']) await told(name);
    assert.deepEqual(named('Outbound Link: Click')[0].p, { url: 'http://other.example/x' });
    assert.match(named('File Download')[0].p.url, /\/paper\.pdf$/);
    assert.deepEqual([named('Sign Up')[0].p, named('Sign Up')[0].$], [{ plan: 'pro' }, { amount: '10', currency: 'EUR' }]);
    await leave(page);
    assert.equal(received.filter(({ n }) => n != 'engagement').length, 5);
    assert.deepEqual(wrong, []);
});

test("a site's own script is started by the page, before it came or after", async () => {
    const snippet = '<script>window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},plausible.init=plausible.init||function(i){plausible.o=i||{}};' +
        'plausible.init({customProperties:{team:"a"},formSubmissions:true,transformRequest:(p)=>p.n=="No"?null:p});plausible("Early")</script>';
    const form = '<form action="#x"><button id=send></button></form>';
    for (const html of [snippet + '<script src="/js/pa-Xy.js"></script>' + form, '<script src="/js/pa-Xy.js"></script>' + snippet + form]) {
        received = [];
        const page = await open(html);
        await told('pageview');
        await told('Early');
        await stay(page);
        await page.click('#send');
        await told('Form: Submission');
        await page.evaluate(() => new Promise((callback) => plausible('No', { callback })));
        assert.deepEqual(named('Form: Submission')[0].p, { team: 'a', path: '/page' });
        assert.ok(received.every(({ d }) => d == 'site.example'));
        assert.deepEqual(named('No'), []);
    }
    assert.deepEqual(wrong, []);
});
