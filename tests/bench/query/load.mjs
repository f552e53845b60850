// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Events arriving at a steady rate while something else is asked: batches make up the rate, and a single event every few
// milliseconds, each on a connection that is kept, is timed from its sending to the answer that says it is stored.
import { Agent, request } from "node:http";

const BATCH = 100;
const BATCHES = 45; // a second
const SINGLES = 500; // a second

/** load(url, key) → stop(), which gives the events sent in a second and the single requests' percentile as a function. */
export function load(url, key) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const headers = { "content-type": "application/json", authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` };
  const started = performance.now();
  const took = [];
  const faults = [];
  let stored = 0;
  let number = 0;
  let open = 0;
  let sent = { batches: 0, singles: 0 };

  const event = () => {
    number += 1;
    return { type: "page", anonymousId: `arriving-${number % 5000}`, messageId: `arriving-${process.pid}-${number}`, context: { page: { url: `https://kestrel.example/arriving/${number % 50}` } }, properties: { number } };
  };
  const post = (path, body, count, isTimed) => {
    const at = performance.now();
    open += 1;
    const outgoing = request(`${url}${path}`, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => {
        open -= 1;
        if (answer.statusCode === 200)
          stored += count;
        else
          faults.push(answer.statusCode);
        if (isTimed)
          took.push(performance.now() - at);
      });
    });
    outgoing.on("error", (fault) => {
      open -= 1;
      faults.push(fault.code);
    });
    outgoing.end(JSON.stringify(body));
  };
  // What is due is reckoned from the start, so that a late timer sends more and not less.
  const timer = setInterval(() => {
    const seconds = (performance.now() - started) / 1000;
    for (; sent.batches < seconds * BATCHES; ++sent.batches)
      post("/v1/batch", { batch: Array.from({ length: BATCH }, event) }, BATCH, false);
    for (; sent.singles < seconds * SINGLES; ++sent.singles)
      post("/v1/page", event(), 1, true);
  }, 2);

  return async () => {
    clearInterval(timer);
    const seconds = (performance.now() - started) / 1000;
    while (open > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    agent.destroy();
    took.sort((a, b) => a - b);
    return { rate: stored / seconds, faults, percentile: (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))] };
  };
}
