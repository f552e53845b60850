// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same questions twice: as Sightglass takes them, and in SQL over a table `events` (t, r ms UTC; m message id; person;
// kind; name; path; referrer; source; campaign; country; browser; cents; position). `table` brings our answer into the shape of the SQL's rows.
import { FROM, DAYS } from "./history.mjs";

const DAY = 86_400_000;
const iso = (ms) => new Date(ms).toISOString().replace(".000Z", "Z");
const ALL = { from: FROM, to: FROM + DAYS * DAY };
const MONTH = { from: FROM + 300 * DAY, to: FROM + 330 * DAY };
const ORDER = "t, r, m";

/** Rows with the number of their visit: a gap of 30 minutes begins a new one (metrics §3). */
const visitRows = ({ from, to }) => `
  gaps AS (SELECT *, CASE WHEN t - lag(t) OVER p < 1800000 THEN 0 ELSE 1 END AS fresh FROM events
           WHERE kind <> 'identify' AND t >= ${from - DAY} AND t < ${to + DAY} WINDOW p AS (PARTITION BY person ORDER BY ${ORDER})),
  rows AS (SELECT *, sum(fresh) OVER (PARTITION BY person ORDER BY ${ORDER} ROWS UNBOUNDED PRECEDING) AS visit FROM gaps)`;
const visits = (range) => `
  ${visitRows(range)},
  visits AS (SELECT person, visit, min(t) AS started, max(t) AS ended, count(*) FILTER (WHERE kind = 'pageview') AS views,
                    count(*) FILTER (WHERE kind = 'custom') AS customs, any_value(country) AS country
             FROM rows GROUP BY person, visit)`;
const within = (column, { from, to }) => `${column} >= ${from} AND ${column} < ${to}`;

const ask = (range, question) => ({ bots: "include", from: iso(range.from), to: iso(range.to), timezone: "UTC", ...question });
const metricsOf = (names) => (answer) => [names.map((name) => answer.metrics[name])];
const rowsOf = (names) => (answer) => answer.rows.map((row) => [row.value, ...names.map((name) => row[name])]);

const summary = (name, range) => ({
  name,
  question: ask(range, { kind: "summary", metrics: ["visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration"] }),
  table: metricsOf(["visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration"]),
  sql: `WITH ${visits(range)},
    counted AS (SELECT count(DISTINCT person) AS visitors, count(*) FILTER (WHERE kind = 'pageview') AS pageviews, count(*) AS events
                FROM events WHERE kind <> 'identify' AND ${within("t", range)}),
    cut AS (SELECT count(*) AS visits, avg(CASE WHEN views <= 1 AND customs = 0 THEN 1.0 ELSE 0.0 END) AS bounces, avg(ended - started) / 1000.0 AS duration
            FROM visits WHERE ${within("started", range)})
    SELECT visitors, visits, pageviews, events, bounces, duration FROM counted, cut`,
});

const breakdown = (name, range, property, column, metrics, limit = 100) => ({
  name,
  question: ask(range, { kind: "breakdown", property, metrics, limit }),
  table: rowsOf(metrics),
  sql: `SELECT ${column}, ${metrics.map((m) => ({ pageviews: "count(*) FILTER (WHERE kind = 'pageview') AS a", visitors: "count(DISTINCT person) AS b", events: "count(*) AS a" })[m]).join(", ")}
    FROM events WHERE kind <> 'identify' AND ${within("t", range)} GROUP BY ${column}
    HAVING ${metrics[0] === "pageviews" ? "count(*) FILTER (WHERE kind = 'pageview')" : "count(*)"} > 0
    ORDER BY a DESC, ${column} NULLS LAST LIMIT ${limit}`,
});

const funnel = {
  name: "funnel of three steps, 7 days, a year",
  question: ask(ALL, { kind: "funnel", window: "P7D", order: "sequential", steps: [{ event: "Search" }, { event: "Product Added" }, { event: "Order Completed" }] }),
  table: (answer) => [answer.steps.map((step) => step.count)],
  // Deepest level of any entry: from each first step the earliest second within the window, from that the earliest third.
  sql: `WITH one AS (SELECT person, t FROM events WHERE name = 'Search' AND ${within("t", ALL)}),
    two AS (SELECT person, t FROM events WHERE name = 'Product Added'),
    three AS (SELECT person, t FROM events WHERE name = 'Order Completed'),
    second AS (SELECT one.person, one.t AS t1, min(two.t) AS t2 FROM one JOIN two ON two.person = one.person AND two.t > one.t AND two.t <= one.t + 604800000 GROUP BY 1, 2),
    third AS (SELECT second.person FROM second JOIN three ON three.person = second.person AND three.t > second.t2 AND three.t <= second.t1 + 604800000)
    SELECT (SELECT count(DISTINCT person) FROM one), (SELECT count(DISTINCT person) FROM second), (SELECT count(DISTINCT person) FROM third)`,
};

const retention = {
  name: "retention by week, any event, 12 weeks",
  question: ask({ from: FROM + 5 * DAY, to: FROM + (5 + 26 * 7) * DAY }, { kind: "retention", start: {}, return: {}, period: "week", periods: 12 }),
  table: (answer) => answer.cohorts.map((cohort) => [cohort.size, ...cohort.cells.map((cell) => cell.count)]),
  sql: `WITH weeks AS (SELECT DISTINCT person, CAST(floor((t / 86400000.0 + 3) / 7) AS BIGINT) AS week FROM events WHERE kind <> 'identify'),
    born AS (SELECT person, min(week) AS cohort FROM weeks GROUP BY person),
    cells AS (SELECT cohort, week - cohort AS n, count(*) AS people FROM weeks JOIN born USING (person)
              WHERE cohort >= ${(FROM / DAY + 5 + 3) / 7} AND cohort < ${(FROM / DAY + 5 + 26 * 7 + 3) / 7} AND week - cohort <= 12 GROUP BY 1, 2)
    SELECT ${["people", ...Array.from({ length: 13 }, (_, n) => n)].map((n) => (n === "people" ? "max(people) FILTER (WHERE n = 0)" : `coalesce(max(people) FILTER (WHERE n = ${n}), 0)`)).join(", ")}
    FROM cells GROUP BY cohort ORDER BY cohort`,
};

const activity = {
  name: "daily, weekly and monthly active people, a month",
  question: ask(MONTH, { kind: "activity" }),
  table: (answer) => answer.days.map((day) => [day.dau, day.wau, day.mau]),
  sql: `WITH active AS (SELECT DISTINCT person, t // 86400000 AS day FROM events WHERE kind <> 'identify'),
    days AS (SELECT unnest(range(${MONTH.from / DAY}, ${MONTH.to / DAY})) AS d)
    SELECT count(DISTINCT person) FILTER (WHERE day = d), count(DISTINCT person) FILTER (WHERE day > d - 7), count(DISTINCT person)
    FROM days JOIN active ON day <= d AND day > d - 30 GROUP BY d ORDER BY d`,
};

const journey = {
  name: "journeys from the front page, a month",
  question: ask(MONTH, { kind: "journey", start: "/", depth: 1, limit: 8 }),
  table: (answer) => answer.levels.slice(1).flat().filter((row) => row.page !== "other" && row.page !== "left").map((row) => [row.page, row.visits]),
  sql: `WITH ${visitRows(MONTH)},
    kept AS (SELECT person, visit FROM rows GROUP BY 1, 2 HAVING ${within("min(t)", MONTH)}),
    views AS (SELECT person, visit, path, t, r, m, lag(path) OVER v AS before FROM rows JOIN kept USING (person, visit) WHERE kind = 'pageview' WINDOW v AS (PARTITION BY person, visit ORDER BY ${ORDER})),
    steps AS (SELECT *, row_number() OVER (PARTITION BY person, visit ORDER BY ${ORDER}) AS n FROM views WHERE before IS NULL OR before <> path),
    first AS (SELECT person, visit, min(n) AS n FROM steps WHERE path = '/' GROUP BY 1, 2)
    SELECT path, count(*) AS a FROM steps JOIN first ON steps.person = first.person AND steps.visit = first.visit AND steps.n = first.n + 1
    GROUP BY path ORDER BY a DESC, path LIMIT 8`,
};

const perDay = (name, range) => ({
  name,
  question: ask(range, { kind: "timeseries", interval: "day", metrics: ["visitors", "events"] }),
  table: (answer) => answer.buckets.map((bucket) => [bucket.visitors, bucket.events]),
  sql: `SELECT count(DISTINCT person), count(*) FROM events WHERE kind <> 'identify' AND ${within("t", range)} GROUP BY t // 86400000 ORDER BY t // 86400000`,
});

const visitsByCountry = {
  name: "visits and bounces by country, a year",
  question: ask(ALL, { kind: "breakdown", property: "country", metrics: ["visits", "bounce_rate"], limit: 20 }),
  table: rowsOf(["visits", "bounce_rate"]),
  sql: `WITH ${visits(ALL)} SELECT country, count(*) AS a, avg(CASE WHEN views <= 1 AND customs = 0 THEN 1.0 ELSE 0.0 END)
    FROM visits WHERE ${within("started", ALL)} GROUP BY country ORDER BY a DESC, country LIMIT 20`,
};

const revenue = {
  name: "revenue and orders by month, a year",
  question: ask(ALL, { kind: "timeseries", interval: "month", goal: { event: "Order Completed" }, metrics: ["revenue", "conversions"] }),
  table: (answer) => answer.buckets.map((bucket) => [Number(bucket.revenue.EUR ?? 0), bucket.conversions]),
  sql: `SELECT sum(coalesce(cents, 0)) / 100.0, count(*) FILTER (WHERE name = 'Order Completed') FROM events
    WHERE ${within("t", ALL)} GROUP BY date_trunc('month', make_timestamp(t * 1000)) ORDER BY date_trunc('month', make_timestamp(t * 1000))`,
};

const property = {
  name: "events by a property, a year",
  question: ask(ALL, { kind: "breakdown", property: "properties.list", metrics: ["events"], limit: 20, filters: [{ property: "properties.list", op: "is_set" }] }),
  table: rowsOf(["events"]),
  sql: `SELECT list, count(*) AS a FROM events WHERE list IS NOT NULL AND ${within("t", ALL)} GROUP BY list ORDER BY a DESC, list LIMIT 20`,
};

export const QUESTIONS = [
  perDay("visitors and events by day, a year", ALL),
  summary("summary with visits, a year", ALL),
  summary("summary with visits, 30 days", MONTH),
  breakdown("page views and visitors by page, a year", ALL, "page", "path", ["pageviews", "visitors"]),
  breakdown("page views and visitors by page, 30 days", MONTH, "page", "path", ["pageviews", "visitors"]),
  visitsByCountry, property, revenue, funnel, retention, activity, journey,
];

const FIGURES = ["visitors", "visits", "pageviews", "bounce_rate", "visit_duration", "events", "revenue"];
const before = ({ from, to }) => ({ from: from - (to - from), to: from });

/** What the overview page asks at once, for one site, as app/models/overviewdata.cpp has it (measured as a whole, without a counterpart in SQL). */
export const overview = (range) => [
  ask(range, { kind: "summary", metrics: FIGURES, compare: "previous" }),
  ask(range, { kind: "timeseries", interval: "day", metrics: FIGURES }),
  ask(before(range), { kind: "timeseries", interval: "day", metrics: FIGURES }),
  ...["page", "source", "country", "browser", "event"].map((of) => ask(range, { kind: "breakdown", property: of, metrics: ["visitors"], limit: 9 })),
];
export const RANGES = { ALL, MONTH };
