// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node main.mjs --program FILE [--events 1000000] [--seed 1] [--keep DIR] [--sqlite]
// Makes a history, imports it, waits until all of it is sealed, asks Sightglass, DuckDB and (with --sqlite) plain SQLite rows the
// same, compares answers and prints times as ratios. Cold is the first question to a process of its own, with its peak of
// memory; warm the median of five in one that goes on. Times of the processor (all threads, of the hub and of DuckDB) are what to
// look at on a machine that does other things. At the end the same while 5 000 events a second arrive. Nothing is asserted on time; a different answer ends it with status 1.
import { deepStrictEqual } from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { writeHistory } from "./history.mjs";
import { load } from "./load.mjs";
import { QUESTIONS, RANGES, overview } from "./questions.mjs";

const { values: options } = parseArgs({
  options: { program: { type: "string" }, events: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" }, keep: { type: "string" }, sqlite: { type: "boolean", default: false } },
});
const folder = options.keep ?? join(tmpdir(), `sightglass-bench-${process.pid}`);
mkdirSync(folder, { recursive: true });
const file = join(folder, `history-${options.events}-${options.seed}.ndjson`);
const data = join(folder, `data-${options.events}-${options.seed}`);
const now = () => Number(process.hrtime.bigint()) / 1e6;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const ms = (x) => `${x.toFixed(x < 10 ? 1 : 0)} ms`;
const run = (...words) => execFileSync(options.program, words.includes("--data") ? words : [...words, "--data", data], { encoding: "utf8", maxBuffer: 1 << 28 });

async function prepare() {
  if (!existsSync(file)) {
    const count = await writeHistory(file, Number(options.events), Number(options.seed));
    writeFileSync(`${file}.count`, String(count));
  }
  const count = Number(readFileSync(`${file}.count`, "utf8"));
  if (!existsSync(data)) {
    mkdirSync(data);
    run("project", "add", "Bench");
    const start = now();
    const job = JSON.parse(run("import", "ndjson", file, "--project", "1", "--json"));
    const took = now() - start;
    if (job.counts.accepted !== count)
      throw new Error(`${job.counts.accepted} of ${count} events were imported: ${job.remarks?.[0] ?? ""}`);
    console.log(`import: ${Math.round(count / took * 1000)} events/s`);
  }
  return count;
}

/** A hub in a process of its own. */
async function serve(folder = data) {
  const child = spawn(options.program, ["serve", "--listen", "127.0.0.1:0", "--data", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const ready = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (piece) => {
      text += piece;
      const line = text.split("\n").find((each) => each.startsWith("{"));
      if (line)
        resolve(JSON.parse(line));
    });
    child.on("exit", () => reject(new Error("the hub ended")));
  });
  const memory = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
  /** What all threads took so far, those that have ended too; in hundredths of a second. */
  const processor = () => readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
  return { url: ready.urls[0], memory, processor, stop: () => new Promise((resolve) => { child.removeAllListeners("exit"); child.on("exit", resolve); child.kill(); }) };
}

async function askHub(hub, token, question) {
  const start = now();
  const response = await fetch(`${hub.url}/api/v2/projects/1/query`, { method: "POST", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(question) });
  const answer = await response.json();
  if (!response.ok)
    throw new Error(JSON.stringify(answer));
  return { answer, took: now() - start };
}

/** Years are in columns; only what has just come is not. */
async function waitUntilSealed() {
  const hub = await serve();
  const job = /^sightglass_store_(fresh_rows|job\{.*\}) [1-9]/m;
  for (;;) {
    const figures = await (await fetch(`${hub.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
    if (!job.test(figures))
      break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await hub.stop();
}

/** The first question to a fresh process. */
async function askCold(question) {
  const isCold = dropPageCache();
  const hub = await serve();
  const { answer, took } = await askHub(hub, token, question);
  const memory = hub.memory();
  await hub.stop();
  return { answer, took, memory, isCold };
}

function dropPageCache() {
  try {
    execFileSync("sync");
    writeFileSync("/proc/sys/vm/drop_caches", "3");
    return true;
  } catch {
    return false;
  }
}

const SELECT = `SELECT epoch_ms(CAST(event_time AS TIMESTAMP)) AS t, epoch_ms(CAST(received_at AS TIMESTAMP)) AS r, messageId AS m, coalesce(userId, anonymousId) AS id,
  kind, name, path, referrer_host AS referrer, utm_source AS source, utm_campaign AS campaign, country, browser, revenue_minor AS cents, properties.list AS list, linked_id, userId`;
const COLUMNS = `{event_time: 'VARCHAR', received_at: 'VARCHAR', messageId: 'VARCHAR', userId: 'VARCHAR', anonymousId: 'VARCHAR', kind: 'VARCHAR', name: 'VARCHAR', path: 'VARCHAR',
  referrer_host: 'VARCHAR', utm_source: 'VARCHAR', utm_campaign: 'VARCHAR', country: 'VARCHAR', browser: 'VARCHAR', revenue_minor: 'BIGINT', properties: 'STRUCT(list VARCHAR)', linked_id: 'VARCHAR'}`;

async function openDuck() {
  const database = join(folder, `duck-${options.events}-${options.seed}.db`);
  const isNew = !existsSync(database);
  const instance = await DuckDBInstance.create(database);
  const duck = await instance.connect();
  if (isNew) {
    await duck.run(`CREATE TABLE raw AS ${SELECT} FROM read_json('${file}', format = 'newline_delimited', columns = ${COLUMNS})`);
    // Everything an anonymous id ever did belongs to the person it was linked to (metrics §2).
    await duck.run(`CREATE TABLE events AS SELECT t, r, m, coalesce(link.person, id) AS person, kind, name, path, referrer, source, campaign, country, browser, cents, list
      FROM raw LEFT JOIN (SELECT linked_id, any_value(userId) AS person FROM raw WHERE kind = 'identify' GROUP BY linked_id) AS link ON raw.id = link.linked_id`);
    await duck.run("DROP TABLE raw");
  }
  return duck;
}

async function askDuck(duck, sql) {
  const start = now();
  const rows = (await duck.runAndReadAll(sql)).getRows();
  return { rows, took: now() - start };
}

/** A year's report, alone and while 5 000 events a second arrive in the same project. The history stays as it is: the hub works on a copy. */
async function askWhileEventsArrive() {
  const copy = `${data}-arriving`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(data, copy, { recursive: true });
  const key = JSON.parse(run("source", "add", "1", "--kind", "web", "--json", "--data", copy)).writeKey;
  const busy = await serve(copy);
  const { question } = QUESTIONS[1];
  const asked = async (seconds) => {
    const took = [];
    for (const end = now() + seconds * 1000; now() < end;)
      took.push((await askHub(busy, token, question)).took);
    return median(took);
  };
  await asked(2);
  const idle = await asked(5);
  const stop = load(busy.url, key);
  await asked(2);
  const loaded = await asked(15);
  const { rate, faults, percentile } = await stop();
  console.log(`a year's summary alone ${ms(idle)}, while ${Math.round(rate)} events/s arrive ${ms(loaded)} (${(loaded / idle).toFixed(2)} times)`);
  console.log(`a single event meanwhile: median ${ms(percentile(0.5))}, 99 % within ${ms(percentile(0.99))}${faults.length > 0 ? `, ${faults.length} not stored: ${faults[0]}` : ""}`);
  await busy.stop();
  rmSync(copy, { recursive: true });
}

const plain = (value) => (typeof value === "bigint" ? Number(value) : value !== null && typeof value === "object" && "value" in value ? Number(value.value) / 10 ** value.scale : value);
const isSame = (a, b) => a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
function difference(ours, theirs) {
  if (ours.length !== theirs.length)
    return `${ours.length} rows, not ${theirs.length}`;
  for (let i = 0; i < ours.length; ++i) {
    for (let k = 0; k < ours[i].length; ++k) {
      if (!isSame(ours[i][k] ?? null, plain(theirs[i][k]) ?? null))
        return `row ${i}: ${JSON.stringify(ours[i])}, not ${JSON.stringify(theirs[i].map(plain))}`;
    }
  }
  return "";
}

const count = await prepare();
const token = JSON.parse(run("token", "add", "bench", "--json")).token;
await waitUntilSealed();
const bytes = statSync(join(data, "sightglass.db")).size;
console.log(`${count} events, ${(bytes / count).toFixed(1)} bytes each on disk`);
const duck = await openDuck();
const [version, threads] = (await duck.runAndReadAll("SELECT version(), current_setting('threads')")).getRows()[0];
console.log(`DuckDB ${version}, ${threads} threads\n`);
let differences = 0;
let logarithms = 0;
let processorLogarithms = 0;
const colds = [];
for (const { question } of QUESTIONS)
  colds.push(await askCold(question));
const hub = await serve();
console.log(`${"question".padEnd(50)} ${(colds[0].isCold ? "cold" : "first").padStart(9)} ${"MiB".padStart(5)} ${"warm".padStart(9)} ${"DuckDB".padStart(9)}  ratio  processor ${"rows".padStart(10)} chunks`);
for (const [number, { name, question, table, sql }] of QUESTIONS.entries()) {
  const first = colds[number];
  const warm = [];
  await askHub(hub, token, question);
  const ourStart = hub.processor();
  for (let i = 0; i < 5; ++i)
    warm.push((await askHub(hub, token, question)).took);
  const ourProcessor = (hub.processor() - ourStart) / 5;
  await askDuck(duck, sql);
  const theirs = [];
  let rows = [];
  const theirStart = process.cpuUsage();
  for (let i = 0; i < 3; ++i) {
    const one = await askDuck(duck, sql);
    theirs.push(one.took);
    rows = one.rows;
  }
  const their = process.cpuUsage(theirStart);
  const ratio = median(warm) / median(theirs);
  const ofProcessor = Math.max(1, ourProcessor) / ((their.user + their.system) / 3000);
  logarithms += Math.log(ratio);
  processorLogarithms += Math.log(ofProcessor);
  const { rows_scanned: read, chunks_scanned: chunks } = first.answer.stats;
  console.log(`${name.padEnd(50)} ${ms(first.took).padStart(9)} ${first.memory.toFixed(0).padStart(5)} ${ms(median(warm)).padStart(9)} ${ms(median(theirs)).padStart(9)}  ${ratio.toFixed(2).padStart(5)}  ${ofProcessor.toFixed(2).padStart(9)} ${String(read).padStart(10)} ${String(chunks).padStart(6)}`);
  const wrong = difference(table(first.answer), rows);
  if (wrong) {
    differences += 1;
    console.log(`  DIFFERENT: ${wrong}`);
  }
}
console.log(`\ngeometric mean of the ratios: ${Math.exp(logarithms / QUESTIONS.length).toFixed(2)}, of processor time ${Math.exp(processorLogarithms / QUESTIONS.length).toFixed(2)}`);
for (const [name, range] of [["30 days", RANGES.MONTH], ["a year", RANGES.ALL]]) {
  const whole = [];
  const queries = overview(range);
  const { answer } = await askHub(hub, token, { queries });
  for (const [i, query] of queries.entries()) {
    const alone = (await askHub(hub, token, query)).answer;
    deepStrictEqual({ ...answer.answers[i], stats: null }, { ...alone, stats: null }, "asked together, a question has another answer than alone");
  }
  const start = hub.processor();
  for (let i = 0; i < 5; ++i)
    whole.push((await askHub(hub, token, { queries })).took);
  console.log(`the overview page's questions together, ${name}: ${ms(median(whole))}, ${ms((hub.processor() - start) / 5)} of processor time`);
}
console.log(`peak memory of the hub: ${hub.memory().toFixed(0)} MiB`);
await hub.stop();
await askWhileEventsArrive();
if (options.sqlite) {
  const rows = join(folder, `rows-${options.events}-${options.seed}.db`);
  if (!existsSync(rows)) {
    const csv = join(folder, "rows.csv");
    await duck.run(`COPY (SELECT t, r, m, person, kind, name, path, country FROM events) TO '${csv}' (HEADER false)`);
    execFileSync("sqlite3", [rows, "CREATE TABLE events (t INTEGER, r INTEGER, m TEXT, person TEXT, kind TEXT, name TEXT, path TEXT, country TEXT)", ".mode csv", `.import ${csv} events`], { stdio: "inherit" });
    rmSync(csv);
  }
  for (const { name, sql } of QUESTIONS.slice(0, 4)) {
    const start = now();
    execFileSync("sqlite3", [rows, sql.replaceAll("//", "/").replaceAll("any_value", "max")], { maxBuffer: 1 << 28 });
    console.log(`SQLite rows: ${name}: ${ms(now() - start)}`);
  }
}
if (!options.keep)
  rmSync(folder, { recursive: true });
process.exit(differences === 0 ? 0 : 1);
