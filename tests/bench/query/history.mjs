// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A seeded year of one site as the NDJSON that `sightglassd import` reads: skewed pages, sources and visitors, visits of
// some page views with custom events among them, orders with amounts, and people who identify themselves.
import { createWriteStream } from "node:fs";
import { once } from "node:events";

export const FROM = Date.UTC(2025, 0, 1);
export const DAYS = 365;
const DAY = 86_400_000;
const EVENTS_PER_VISIT = 3.7; // of those made below, a little less than measured

/** A small generator of numbers in [0, 1) (mulberry32), so that a seed gives the same history everywhere. */
export function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const hex = (n, digits) => (n >>> 0).toString(16).padStart(digits, "0").slice(-digits);
const uuid = (r) => {
  const n = () => Math.floor(r() * 4294967296);
  const a = n(), b = n(), c = n(), d = n();
  return `${hex(a, 8)}-${hex(b, 4)}-4${hex(b >>> 16, 3)}-9${hex(c, 3)}-${hex(c >>> 12, 4)}${hex(d, 8)}`;
};
const pick = (list, share) => list[Math.floor(share * list.length)];
/** Zipf-like: small numbers are frequent. */
const skewed = (r, count) => Math.min(count - 1, Math.floor(count ** r()) - 1 + (count === 1 ? 0 : 0));

const COUNTRIES = ["DE", "US", "GB", "FR", "NL", "SE", "PL", "IN", "BR", "JP", "ES", "IT", "CA", "AU", "CH", "AT", "NO", "DK", "FI", "MX"];
const BROWSERS = [["Chrome", "126"], ["Safari", "17"], ["Firefox", "127"], ["Edge", "126"], ["Samsung Internet", "25"], ["Opera", "111"]];
const SYSTEMS = [["Windows", "10", "desktop"], ["Android", "14", "mobile"], ["iOS", "17", "mobile"], ["Mac OS X", "10.15", "desktop"], ["Linux", "", "desktop"], ["iPadOS", "17", "tablet"]];
const LANGUAGES = ["en", "de", "fr", "nl", "sv", "pl", "es", "ja"];
const PAGES = 1200;
const REFERRERS = 60;
const CAMPAIGNS = 25;

function visitorOf(number, seed) {
  const r = random(Math.imul(number + 1, 2654435761) ^ seed);
  const system = SYSTEMS[skewed(r, SYSTEMS.length)];
  const browser = BROWSERS[skewed(r, BROWSERS.length)];
  return {
    anonymousId: uuid(r),
    country: COUNTRIES[skewed(r, COUNTRIES.length)],
    language: pick(LANGUAGES, r()),
    browser, system,
    screen: pick([[1920, 1080], [390, 844], [1440, 900], [412, 915], [2560, 1440]], r()),
    identifiesAt: r() < 0.15 ? 1 + Math.floor(r() * 3) : 0, // at which of the visits
  };
}

const isoOf = (ms) => new Date(ms).toISOString();
const pathOf = (n) => (n === 0 ? "/" : n % 7 === 0 ? `/docs/guide-${n}` : n % 5 === 0 ? `/blog/post-${n}` : `/products/item-${n}`);

function eventsOfVisit(r, number, visitor, visits, start, out) {
  const identifies = visitor.identifiesAt !== 0 && visits === visitor.identifiesAt;
  const isKnown = visitor.identifiesAt !== 0 && visits > visitor.identifiesAt;
  const userId = `user-${number}`;
  const arrival = r();
  let time = start;
  let first = true;
  const emit = (kind, name, more) => {
    const known = isKnown || kind === "identify";
    const received = time + 40 + Math.floor(r() * 900);
    const event = {
      messageId: `ajs-next-${uuid(r)}`, kind, name, protocol: "segment", route: "segment.batch", id_space: "segment",
      received_at: isoOf(received), timestamp: isoOf(time), event_time: isoOf(time),
      anonymousId: visitor.anonymousId, visitor_basis: known ? "person" : "client",
      hostname: "shop.example", language: visitor.language, locale: `${visitor.language}-${visitor.country}`, country: visitor.country,
      browser: visitor.browser[0], browser_version: visitor.browser[1], os: visitor.system[0], os_version: visitor.system[1], device: visitor.system[2],
      screen_width: visitor.screen[0], screen_height: visitor.screen[1], library: { name: "analytics-next", version: "1.84.3" }, ...more,
    };
    if (known)
      event.userId = userId;
    if (kind === "identify")
      Object.assign(event, { link_kind: "identify", linked_id: visitor.anonymousId });
    out.push([time, JSON.stringify(event)]);
    first = false;
  };
  const view = (page) => {
    const path = pathOf(page);
    const more = { path, url: `https://shop.example${path}`, title: `Page ${page} of the shop` };
    if (first && arrival < 0.35) {
      const host = `site-${skewed(r, REFERRERS)}.example`;
      Object.assign(more, { referrer: `https://${host}/`, referrer_host: host });
    } else if (first && arrival < 0.5) {
      const campaign = skewed(r, CAMPAIGNS);
      Object.assign(more, { utm_source: `letter-${campaign % 6}`, utm_medium: "newsletter", utm_campaign: `spring-${campaign}` });
    }
    emit("pageview", "pageview", more);
  };
  const views = 1 + Math.floor(-Math.log(1 - r()) * 2.4);
  for (let i = 0; i < views; ++i) {
    view(i === 0 && r() < 0.4 ? 0 : skewed(r, PAGES));
    time += 5_000 + Math.floor(-Math.log(1 - r()) * 60_000);
    if (r() < 0.18) {
      emit("custom", pick(["Search", "Video Played", "Filter Applied", "Newsletter Opened"], r()), { properties: { position: Math.floor(r() * 20), list: `list-${skewed(r, 12)}` } });
      time += 2_000 + Math.floor(r() * 20_000);
    }
    if (r() < 0.06) {
      emit("custom", "Product Added", { properties: { sku: `sku-${skewed(r, 400)}`, quantity: 1 + Math.floor(r() * 3) } });
      time += 4_000 + Math.floor(r() * 30_000);
      if (r() < 0.4) {
        emit("custom", "Order Completed", { currency: "EUR", revenue_minor: 500 + Math.floor(r() * 20_000), properties: { items: 1 + Math.floor(r() * 4) } });
        time += 3_000;
      }
    }
  }
  if (identifies)
    emit("identify", "identify", { traits: { plan: pick(["free", "team", "pro"], r()) } });
}

/** Writes at least `count` lines to `file`; gives how many. */
export async function writeHistory(file, count, seed = 1) {
  const r = random(seed);
  const out = createWriteStream(file, { highWaterMark: 1 << 22 });
  const people = Math.max(10, Math.floor(count / 20));
  const visitsOf = new Uint16Array(people);
  let written = 0;
  let seen = 0;
  for (let day = 0; day < DAYS; ++day) {
    const rhythm = 1 + 0.25 * Math.sin((day / 7) * 2 * Math.PI) + 0.3 * (day / DAYS - 0.5);
    const visits = Math.round((count / EVENTS_PER_VISIT / DAYS) * rhythm);
    const events = [];
    for (let i = 0; i < visits; ++i) {
      const isNew = seen < people && r() < 0.22;
      // Somebody who came lately comes again.
      const number = isNew || seen === 0 ? seen++ % people : Math.max(0, seen - 1 - Math.floor(seen * r() ** 2.5));
      const start = FROM + day * DAY + Math.floor((0.5 + 0.46 * (r() + r() - 1)) * DAY);
      eventsOfVisit(r, number, visitorOf(number, seed), ++visitsOf[number], start, events);
    }
    events.sort((a, b) => a[0] - b[0]);
    const text = events.map((e) => e[1]).join("\n") + "\n";
    written += events.length;
    if (!out.write(text))
      await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return written;
}
