-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT id, name, timezone, week_starts_on_sunday, currency, privacy, honour_opt_out, store_flagged, keep_trailing_slash,
       visit_timeout_minutes, demo, created_at, retention_days, retention_bytes, drop_message_ids,
       cut_at_midnight, cut_at_campaign, exclusions, automatic_events
FROM project WHERE id > 0 ORDER BY id

-- :get
SELECT id, name, timezone, week_starts_on_sunday, currency, privacy, honour_opt_out, store_flagged, keep_trailing_slash,
       visit_timeout_minutes, demo, created_at, retention_days, retention_bytes, drop_message_ids,
       cut_at_midnight, cut_at_campaign, exclusions, automatic_events
FROM project WHERE id = :id

-- :add
INSERT INTO project (name, timezone, week_starts_on_sunday, currency, privacy, honour_opt_out, store_flagged,
                     keep_trailing_slash, visit_timeout_minutes, demo, created_at, retention_days, retention_bytes,
                     drop_message_ids, cut_at_midnight, cut_at_campaign, exclusions, automatic_events)
VALUES (:name, :timezone, :week_starts_on_sunday, :currency, :privacy, :honour_opt_out, :store_flagged,
        :keep_trailing_slash, :visit_timeout_minutes, :demo, :created_at, :retention_days, :retention_bytes,
        :drop_message_ids, :cut_at_midnight, :cut_at_campaign, :exclusions, :automatic_events)

-- :update
UPDATE project
SET name = :name, timezone = :timezone, week_starts_on_sunday = :week_starts_on_sunday, currency = :currency,
    privacy = :privacy, honour_opt_out = :honour_opt_out, store_flagged = :store_flagged,
    keep_trailing_slash = :keep_trailing_slash, visit_timeout_minutes = :visit_timeout_minutes, demo = :demo,
    retention_days = :retention_days, retention_bytes = :retention_bytes, drop_message_ids = :drop_message_ids,
    cut_at_midnight = :cut_at_midnight, cut_at_campaign = :cut_at_campaign, exclusions = :exclusions,
    automatic_events = :automatic_events
WHERE id = :id

-- :remove
DELETE FROM project WHERE id = :id
