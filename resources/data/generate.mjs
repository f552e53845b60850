// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes the generated tables of this folder: useragents.tsv, crawlers.tsv, timezones.tsv, languages.tsv.
//   npm ci && node generate.mjs                 (time zones need Debian's tzdata)
//   node generate.mjs --tests DIR               also the acceptance vectors, from uap-core's tests (Debian package uap-core)
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { requiredLiterals, plainText } from "./literals.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const vectors = join(here, "../../tests/vectors/useragent");
const today = (process.env.SOURCE_DATE ?? new Date().toISOString()).slice(0, 10);
const npm = (path) => join(here, "node_modules", path);
const version = (name) => JSON.parse(readFileSync(npm(`${name}/package.json`))).version;

function write(file, what, from, columns, rows) {
  const head = [`# ${what}`, `# from: ${from}`, `# date: ${today}`, `# columns: ${columns}`];
  writeFileSync(file, [...head, ...rows.map((row) => row.join("\t"))].join("\n") + "\n");
  console.log(`${file}: ${rows.length} rows`);
}

// The YAML of uap-core is a list of flat entries under a few headings; this reads just that.
function flatYaml(path) {
  const sections = {};
  let list, entry;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const heading = /^([a-z_]+):\s*$/.exec(line);
    const member = /^\s+(- )?([a-z_0-9]+):\s*(.*?)\s*$/.exec(line);
    if (heading) list = sections[heading[1]] = [];
    else if (member && list) {
      if (member[1]) list.push((entry = {}));
      if (entry) entry[member[2]] = unquote(member[3]);
    }
  }
  return sections;
}
function unquote(text) {
  if (text.startsWith("'")) return text.slice(1, text.lastIndexOf("'")).replaceAll("''", "'");
  if (text.startsWith('"')) return JSON.parse(text.slice(0, text.lastIndexOf('"') + 1));
  return text;
}

// Of the device patterns only those that name a class; the others name thousands of models.
const genericDevices = { "Generic Tablet": "tablet", "Generic Smartphone": "mobile", "Generic Feature Phone": "mobile" };
function userAgents() {
  const source = flatYaml(npm("uap-core/regexes.yaml"));
  const row = (kind, e, names) => [
    kind, e.regex_flag === "i" ? "i" : "-", e.regex, ...names.map((n) => e[n] ?? ""), ...(requiredLiterals(e.regex) ?? []),
  ];
  return [
    ...source.user_agent_parsers.map((e) => row("ua", e, ["family_replacement", "v1_replacement", "v2_replacement", "v3_replacement"])),
    ...source.os_parsers.map((e) => row("os", e, ["os_replacement", "os_v1_replacement", "os_v2_replacement", "os_v3_replacement"])),
    ...source.device_parsers.filter((e) => genericDevices[e.device_replacement]).map((e) =>
      row("device", { ...e, class: genericDevices[e.device_replacement] }, ["class", "", "", ""])),
  ];
}

// What kind of automatic visitor a pattern stands for: tools people build programs with are judged apart from crawlers.
function crawlerClass(entry) {
  const tags = entry.tags ?? [];
  const only = (tag) => tags.length > 0 && tags.every((t) => t === tag);
  const crawls = /crawl|scrapy|httrack|bot|larbin|ninja|newspaper|opengraph/i.test(entry.pattern);
  if (only("http-library") && !crawls) return "library";
  return only("browser-automation") ? "headless" : "crawler";
}
function crawlerName(pattern) {
  const bare = pattern.replace(/\[(\w)(\w)\]/g, "$1").replace(/\[[^\]]*\]|\{[\d,]*\}/g, " ").replace(/\\([^\w])/g, "$1").replace(/\\[bdswB]|\(\?[:i!=<]+|[\^$()|?*+]/g, " ");
  return bare.trim().replace(/\s+/g, " ").replace(/[/;:,. ]+$/, "");
}
const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
function crawlers() {
  return crawlerList().map((e) => {
    const plain = plainText(e.pattern);
    const name = crawlerName(e.pattern);
    return [crawlerClass(e), plain === null ? "-" : "=", plain ?? e.pattern, slug(name), name, ...(requiredLiterals(e.pattern) ?? [])];
  });
}
const crawlerList = () => JSON.parse(readFileSync(npm("crawler-user-agents/crawler-user-agents.json"), "utf8"));

// Zone → country: zone.tab for the zones themselves, the links of tzdata.zi for their other names.
function timeZones() {
  const base = "/usr/share/zoneinfo/";
  const country = new Map();
  for (const line of readFileSync(base + "zone.tab", "utf8").split("\n")) {
    const [code, , zone] = line.split("\t");
    if (zone && !line.startsWith("#")) country.set(zone, code);
  }
  const text = readFileSync(base + "tzdata.zi", "utf8");
  const zones = new Set(country.keys());
  const links = [];
  for (const line of text.split("\n")) {
    const [word, target, name] = line.split(" ");
    if (word === "Z") zones.add(target);
    if (word === "L") links.push([name, target]);
  }
  for (const [name] of links) zones.add(name);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, target] of links) {
      if (!country.has(name) && country.has(target)) changed = !!country.set(name, country.get(target));
    }
  }
  // Names that say a country themselves but are links to a zone that several share.
  const own = { Iceland: "IS", "Atlantic/Jan_Mayen": "SJ", Singapore: "SG" };
  for (const [zone, code] of Object.entries(own)) if (zones.has(zone)) country.set(zone, code);
  const release = /# version (\S+)/.exec(text)[1];
  return { release, rows: [...zones].sort().map((zone) => [zone, country.get(zone) ?? ""]) };
}

// Codes of two and three letters that name a language, with the form reports use.
function languages() {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const two = letters.flatMap((a) => letters.map((b) => a + b));
  const three = two.flatMap((ab) => letters.map((c) => ab + c));
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  return [...two, ...three].flatMap((code) => {
    const canonical = new Intl.Locale(code).language;
    return ["und", "mul", "zxx", "mis"].includes(code) || !names.of(canonical) ? [] : [[code, canonical]];
  });
}

function acceptance(folder) {
  const browser = flatYaml(join(folder, "test_ua.yaml")).test_cases.map((c) => ["ua", c.family, c.major, c.minor, c.patch, c.user_agent_string]);
  const os = flatYaml(join(folder, "test_os.yaml")).test_cases.map((c) => ["os", c.family, c.major, c.minor, c.patch, c.user_agent_string]);
  const note = `uap-core ${version("uap-core")} tests (Apache-2.0)`;
  write(join(vectors, "browsers.tsv"), "Expected browser and system of user agents", note, "part family v1 v2 v3 agent", [...browser, ...os]);
  const byFamily = { iPhone: "mobile", iPad: "tablet", iPod: "mobile", Mac: "desktop", "Generic Smartphone": "mobile", "Generic Feature Phone": "mobile", "Generic Tablet": "tablet", Kindle: "tablet", "Kindle Fire": "tablet", AppleTV: "tv", BlackBerry: "mobile" };
  const seen = {};
  const devices = flatYaml(join(folder, "test_device.yaml")).test_cases
    .map((c) => [byFamily[c.family], c.user_agent_string, c.family])
    .filter(([device, agent, family]) => device && !/bot|crawl|spider/i.test(agent) && (seen[family] = (seen[family] ?? 0) + 1) <= 60)
    .map(([device, agent]) => [device, agent]);
  write(join(vectors, "devices.tsv"), "Expected device class of user agents whose family leaves no doubt", note, "device agent", devices);
  const bots = crawlerList().flatMap((e) => e.instances.map((agent) => [agent]));
  write(join(vectors, "crawlers.tsv"), "User agents that are crawlers, libraries or automated browsers",
    `crawler-user-agents ${version("crawler-user-agents")} instances (MIT)`, "agent", bots);
}

const zones = timeZones();
write(join(here, "useragents.tsv"), "Patterns of browsers, operating systems and kinds of device", `uap-core ${version("uap-core")} (Apache-2.0)`,
  "part flags pattern family v1 v2 v3 required-texts…", userAgents());
write(join(here, "crawlers.tsv"), "Patterns of crawlers, libraries and automated browsers", `crawler-user-agents ${version("crawler-user-agents")} (MIT)`,
  "class flags pattern id name required-texts…", crawlers());
write(join(here, "timezones.tsv"), "Time zones and the countries they lie in", `tzdata ${zones.release} (public domain)`, "zone country", zones.rows);
write(join(here, "languages.tsv"), "Language codes and their usual form", `CLDR of ICU ${process.versions.icu} (Unicode-3.0)`, "code usual", languages());
const at = process.argv.indexOf("--tests");
if (at > 0) acceptance(process.argv[at + 1]);
