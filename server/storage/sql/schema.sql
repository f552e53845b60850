-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Steps of the schema, by the user_version they lead to. Append only: a released step is never edited.

-- :1
CREATE TABLE hub (
    key TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_secret (
    day INTEGER PRIMARY KEY,
    secret BLOB NOT NULL
) STRICT;

CREATE TABLE project (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    timezone TEXT NOT NULL,
    week_starts_on_sunday INTEGER NOT NULL,
    currency TEXT NOT NULL,
    privacy TEXT NOT NULL,
    honour_opt_out TEXT NOT NULL,
    store_flagged INTEGER NOT NULL,
    keep_trailing_slash INTEGER NOT NULL,
    visit_timeout_minutes INTEGER NOT NULL,
    demo INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL REFERENCES project (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    hosts TEXT NOT NULL,
    write_key TEXT NOT NULL UNIQUE,
    sentry_key TEXT NOT NULL UNIQUE,
    opentrace_uid TEXT NOT NULL UNIQUE,
    umami_id TEXT NOT NULL UNIQUE,
    posthog_token TEXT NOT NULL UNIQUE,
    goatcounter_site TEXT NOT NULL UNIQUE,
    ip_mode TEXT NOT NULL,
    store_full_url INTEGER NOT NULL,
    store_click_ids INTEGER NOT NULL,
    link_on_all_events INTEGER NOT NULL,
    rate_limit_per_second INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX source_project ON source (project);

-- Sources that are gone and whose events are still being deleted; `next_seq` is where to go on.
CREATE TABLE removed_source (
    source INTEGER PRIMARY KEY,
    next_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    sha256 BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    event_time INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    visitor INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- First and last event time of each 16 384 sequence numbers, and of each source. Both speak of rows up to hub.covered_seq.
CREATE TABLE event_zone (
    zone INTEGER PRIMARY KEY,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL
) STRICT;
CREATE TABLE source_extent (
    source INTEGER PRIMARY KEY,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL,
    events INTEGER NOT NULL
) STRICT;

CREATE TABLE identity_link (
    from_key INTEGER NOT NULL,
    merge INTEGER NOT NULL,
    at INTEGER NOT NULL,
    to_key INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (from_key, merge, at, to_key)
) STRICT, WITHOUT ROWID;

-- Sorted hashes of message ids, for rows up to hub.covered_seq.
CREATE TABLE id_segment (
    id INTEGER PRIMARY KEY,
    level INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_received INTEGER NOT NULL,
    count INTEGER NOT NULL,
    buckets BLOB NOT NULL,
    prints BLOB NOT NULL
) STRICT;
-- id = segment * 2^20 + number of the block.
CREATE TABLE id_block (
    id INTEGER PRIMARY KEY,
    entries BLOB NOT NULL
) STRICT;

-- :2
CREATE TABLE saved (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL REFERENCES project (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_project ON saved (project);

-- :3
-- Sealed events: see columns/ for what a header and a column hold.
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL,
    day INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    first_visitor INTEGER NOT NULL,
    last_visitor INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    raw_bytes INTEGER NOT NULL,
    format INTEGER NOT NULL,
    sources BLOB NOT NULL,
    header BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_day ON chunk (project, day);
-- id = chunk * 4096 + number of the column.
CREATE TABLE chunk_column (
    id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;

-- :4
ALTER TABLE project ADD COLUMN retention_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE project ADD COLUMN retention_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE project ADD COLUMN drop_message_ids INTEGER NOT NULL DEFAULT 0;

-- People whose events are still being removed: rows up to last_seq of the visitor keys in `spans` (key, from, to: 8 bytes
-- each, little-endian). The row goes when all is gone.
CREATE TABLE erasure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    spans BLOB NOT NULL
) STRICT;

-- :5
CREATE TABLE campaign (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL REFERENCES project (id),
    source INTEGER NOT NULL,
    name TEXT NOT NULL,
    utm_source TEXT NOT NULL,
    utm_medium TEXT NOT NULL,
    utm_campaign TEXT NOT NULL,
    utm_content TEXT NOT NULL,
    utm_term TEXT NOT NULL,
    target TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    bot_username TEXT NOT NULL,
    bot_start_param TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX campaign_project ON campaign (project);
CREATE UNIQUE INDEX campaign_code ON campaign (bot_start_param) WHERE bot_start_param <> '';

-- The home of sources that named themselves and that nobody has taken into a project yet; listed as no project.
INSERT INTO project (id, name, timezone, week_starts_on_sunday, currency, privacy, honour_opt_out, store_flagged,
                     keep_trailing_slash, visit_timeout_minutes, demo, created_at)
VALUES (-1, 'Unassigned', 'UTC', 0, 'EUR', 'standard', 'auto', 1, 0, 30, 0, 0);
-- What trackers of SierraSoftworks Analytics are known by: "https://" and a host.
ALTER TABLE source ADD COLUMN sierra_uri TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX source_sierra_uri ON source (sierra_uri) WHERE sierra_uri <> '';

-- Short links: `link` is host and path in lower case.
CREATE TABLE short_link (
    link TEXT PRIMARY KEY,
    target TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE short_link_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url_from TEXT NOT NULL,
    host_from TEXT NOT NULL,
    slug_from TEXT NOT NULL,
    url_to TEXT NOT NULL,
    host_to TEXT NOT NULL,
    path_to TEXT NOT NULL,
    search_to TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    updater TEXT NOT NULL
) STRICT;
-- Who may set them.
CREATE TABLE tracker_account (
    id TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- :6
-- Visits that end sooner than for want of events.
ALTER TABLE project ADD COLUMN cut_at_midnight INTEGER NOT NULL DEFAULT 0;
ALTER TABLE project ADD COLUMN cut_at_campaign INTEGER NOT NULL DEFAULT 0;

-- What senders of the growth tracker report beside events. `record` is a JSON object.
CREATE TABLE tracker_counter (
    id TEXT PRIMARY KEY,
    total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tracker_update (
    id TEXT PRIMARY KEY,
    updated_at INTEGER NOT NULL,
    message TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tracker_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    created_at INTEGER NOT NULL,
    topic TEXT NOT NULL,
    level INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE TABLE tracker_payment (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL,
    key TEXT,
    created_at INTEGER NOT NULL,
    visitor_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    micros INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX tracker_payment_key ON tracker_payment (source, key);
CREATE TABLE tracker_agreement (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    visitor_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    flags INTEGER NOT NULL,
    country TEXT NOT NULL,
    region TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX tracker_agreement_visitor ON tracker_agreement (visitor_id);
CREATE TABLE tracker_jurisdiction (
    regulation TEXT NOT NULL,
    compliance TEXT NOT NULL,
    number INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    rules TEXT NOT NULL,
    places TEXT NOT NULL,
    PRIMARY KEY (regulation, compliance, number)
) STRICT, WITHOUT ROWID;
-- What a source was told goes with it.
CREATE TRIGGER source_tracker_records AFTER DELETE ON source BEGIN
    DELETE FROM tracker_payment WHERE source = OLD.id;
    DELETE FROM tracker_agreement WHERE source = OLD.id;
END;

-- Event names of this source's protocols without page views of their own that are page views, a JSON list.
ALTER TABLE source ADD COLUMN pageview_names TEXT NOT NULL DEFAULT '[]';
-- Identity links that a person took back: events of `at` up to `until` make them no more.
CREATE TABLE undone_link (
    from_key INTEGER NOT NULL,
    merge INTEGER NOT NULL,
    at INTEGER NOT NULL,
    to_key INTEGER NOT NULL,
    until INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (from_key, merge, at, to_key)
) STRICT, WITHOUT ROWID;

-- What is kept out of the numbers, as JSON; '' for nothing.
ALTER TABLE project ADD COLUMN exclusions TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN exclusions TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN enabled INTEGER NOT NULL DEFAULT 1;

-- Who carried which click id (a keyed hash), and what that links. Key 0: so many that it links nothing.
CREATE TABLE click_key (
    click INTEGER NOT NULL,
    key INTEGER NOT NULL,
    is_user INTEGER NOT NULL,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (click, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE click_link (
    from_key INTEGER NOT NULL,
    merge INTEGER NOT NULL,
    at INTEGER NOT NULL,
    to_key INTEGER NOT NULL,
    click INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (from_key, merge, at, to_key, click)
) STRICT, WITHOUT ROWID;

-- What becomes of events that clients send by themselves: 30days, keep or drop. Nothing that is there already goes unasked.
ALTER TABLE project ADD COLUMN automatic_events TEXT NOT NULL DEFAULT '30days';
UPDATE project SET automatic_events = 'keep';
