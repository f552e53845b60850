// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Starts a hub of its own for a test: build/dev/bin/sightglassd (or $SIGHTGLASSD) on a free port, with a temporary data
// folder that goes away again.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = process.env.SIGHTGLASSD || fileURLToPath(new URL('../../build/dev/bin/sightglassd', import.meta.url));

export async function startHub(...flags) {
    const data = await mkdtemp(join(tmpdir(), 'sightglass-e2e-'));
    const run = async (...args) => {
        const { stdout } = await promisify(execFile)(program, [...args, '--data', data]);
        return stdout.trim() ? JSON.parse(stdout) : undefined;
    };
    const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--data', data, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = [];
    child.stderr.on('data', (bytes) => {
        log.push(bytes);
        process.stderr.write(bytes);
    });
    const ended = new Promise((done) => child.once('exit', done));
    const first = await Promise.race([
        new Promise((line) => createInterface({ input: child.stdout }).once('line', line)),
        ended.then((code) => assert.fail(`sightglassd ended with ${code}`)),
    ]);
    const url = JSON.parse(first).urls[0];
    // A test that fails before it can stop its hub must end all the same, and the hub with it.
    const pipes = [child, child.stdout, child.stderr];
    for (const pipe of pipes) pipe.unref();
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    const { token } = await run('token', 'add', 'e2e', '--scope', 'admin', '--json');

    const api = async (path, method = 'GET', body = undefined) => {
        const answer = await fetch(url + '/api/v2' + path, {
            method, headers: { Authorization: 'Bearer ' + token }, body: body && JSON.stringify(body),
        });
        assert.equal(answer.status, 200, path);
        return answer.json();
    };
    // Value of a counter with its labels, 0 before it was first counted.
    const counter = async (name) => {
        const answer = await fetch(url + '/metrics', { headers: { Authorization: 'Bearer ' + token } });
        assert.equal(answer.status, 200);
        const line = (await answer.text()).split('\n').find((text) => text.startsWith(name + ' '));
        return Number(line?.slice(name.length) ?? 0);
    };
    return {
        url,
        token,
        data, // The folder of its files.
        log: () => Buffer.concat(log), // What it said on standard error so far.
        run,
        api,
        counter,
        // A project of its own, with the write key of its source.
        async project(name) {
            const made = await run('project', 'add', name, '--json');
            const key = made.source.writeKey;
            return {
                id: made.id,
                key,
                // Stored events, oldest first, once there are `count`.
                async events(count) {
                    const deadline = Date.now() + 30_000;
                    for (;;) {
                        const { items } = await api(`/projects/${made.id}/events?limit=1000`);
                        if (items.length >= count || Date.now() > deadline) {
                            assert.equal(items.length, count);
                            return items.reverse();
                        }
                        await new Promise((tick) => setTimeout(tick, 20));
                    }
                },
            };
        },
        async stop() {
            for (const pipe of pipes) pipe.ref();
            process.off('exit', kill);
            child.kill('SIGTERM');
            assert.equal(await ended, 0, 'the hub ends properly');
            await rm(data, { recursive: true });
        },
    };
}

// One request over a connection of its own, every byte as given: { status, headers, body }.
export function send(url, { method = 'GET', path, query, headers = {}, body, chunked }) {
    return new Promise((done, failed) => {
        const { hostname, port } = new URL(url);
        const all = { ...headers, ...(chunked ? { 'Transfer-Encoding': 'chunked' } : body ? { 'Content-Length': body.length } : {}) };
        const out = request({ host: hostname, port, method, path: path + (query ? '?' + query : ''), headers: all, agent: false }, (answer) => {
            const parts = [];
            answer.on('data', (part) => parts.push(part));
            answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
        });
        out.on('error', failed);
        if (chunked) for (let i = 0; i < body.length; i += 50) out.write(body.subarray(i, i + 50));
        else if (body) out.write(body);
        out.end();
    });
}
