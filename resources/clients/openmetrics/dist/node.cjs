// GPL-3.0-or-later
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/node.js
var node_exports = {};
__export(node_exports, {
  OpenMetrics: () => OpenMetrics
});
module.exports = __toCommonJS(node_exports);

// src/outbox.js
var kRetryMs = 1e4;
var kMostCalls = 200;
var Outbox = class {
  constructor(send) {
    this.send = send;
    this.waiting = [];
  }
  put(path, payload) {
    this.waiting.push([path, payload]);
    if (this.waiting.length > kMostCalls) this.waiting.shift();
    return this.run();
  }
  // One run at a time; it ends when nothing waits, or at the first call that has to come again.
  run() {
    return this.running ||= this.drain().finally(() => this.running = void 0);
  }
  async drain() {
    clearTimeout(this.timer);
    while (this.waiting.length) {
      const call = this.waiting[0];
      if (!await this.send(...call)) {
        this.timer = setTimeout(() => this.run(), kRetryMs);
        this.timer.unref?.();
        return;
      }
      if (this.waiting[0] == call) this.waiting.shift();
    }
  }
  // What waits, for somebody who sends it another way.
  take() {
    clearTimeout(this.timer);
    return this.waiting.splice(0);
  }
};
var isTemporary = (status) => status == 429 || status >= 500;
var kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
var kFairBytes = 248;
function randomId(length) {
  let id = "";
  while (id.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < kFairBytes && id.length < length) id += kLetters[byte % kLetters.length];
    }
  }
  return id;
}

// src/node.js
var kFlushMs = 1e3;
var kFull = 10;
var kTimeoutMs = 1e4;
var OpenMetrics = class {
  constructor(url) {
    this.url = String(url).replace(/\/+$/, "");
    this.sessions = /* @__PURE__ */ new Map();
    this.events = /* @__PURE__ */ new Map();
    this.count = 0;
    this.outbox = new Outbox(
      (path, payload) => fetch(this.url + path, {
        method: "POST",
        body: JSON.stringify(payload),
        headers: { "Content-Type": "application/json" },
        signal: AbortSignal.timeout(kTimeoutMs)
      }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return !isTemporary(answer.status);
        },
        () => false
      )
    );
  }
  logEvent(ident, name, props, options) {
    const session = this.sessionOf(ident);
    const events = this.events.get(session) || [];
    this.events.set(session, events);
    events.push({ name: String(name), ts: Date.now(), id: randomId(20), props, options });
    if (++this.count >= kFull || !this.timer) this.flush();
  }
  setUserProperties(ident, props, options) {
    return this.outbox.put("/v1/setUserProps", { sessionId: this.sessionOf(ident), props, options });
  }
  setSessionProperties(ident, props, options) {
    return this.outbox.put("/v1/setSessionProps", { sessionId: this.sessionOf(ident), props, options });
  }
  setUserId(sessionId, uid, options) {
    return this.outbox.put("/v1/setUserId", { sessionId, uid, options });
  }
  // A user has one session a process, named once.
  sessionOf({ userId, sessionId }) {
    if (sessionId !== void 0) return sessionId;
    if (userId === void 0) throw new TypeError("name a userId or a sessionId");
    const known = this.sessions.get(userId);
    if (known) return known;
    const session = randomId(20);
    this.sessions.set(userId, session);
    this.setUserId(session, userId);
    return session;
  }
  flush() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = void 0;
      if (this.count) this.flush();
    }, kFlushMs);
    this.timer.unref?.();
    for (const [sessionId, events] of this.events) this.outbox.put("/v1/events", { sessionId, events });
    this.events.clear();
    this.count = 0;
    return this.outbox.run();
  }
  // Sends what is left; true when the hub has it all.
  async close() {
    await this.flush();
    clearTimeout(this.timer);
    return !this.outbox.waiting.length;
  }
};
