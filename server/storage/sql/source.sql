-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT id, project, name, kind, hosts, write_key, sentry_key, opentrace_uid, umami_id, posthog_token, goatcounter_site, ip_mode,
       store_full_url, store_click_ids, link_on_all_events, rate_limit_per_second, created_at, sierra_uri,
       pageview_names, exclusions, enabled
FROM source ORDER BY id

-- :ofProject
SELECT id, project, name, kind, hosts, write_key, sentry_key, opentrace_uid, umami_id, posthog_token, goatcounter_site, ip_mode,
       store_full_url, store_click_ids, link_on_all_events, rate_limit_per_second, created_at, sierra_uri,
       pageview_names, exclusions, enabled
FROM source WHERE project = :project ORDER BY id

-- :get
SELECT id, project, name, kind, hosts, write_key, sentry_key, opentrace_uid, umami_id, posthog_token, goatcounter_site, ip_mode,
       store_full_url, store_click_ids, link_on_all_events, rate_limit_per_second, created_at, sierra_uri,
       pageview_names, exclusions, enabled
FROM source WHERE id = :id

-- :add
INSERT INTO source (project, name, kind, hosts, write_key, sentry_key, opentrace_uid, umami_id, posthog_token, goatcounter_site,
                    ip_mode, store_full_url, store_click_ids, link_on_all_events, rate_limit_per_second, created_at, sierra_uri,
                    pageview_names, exclusions, enabled)
VALUES (:project, :name, :kind, :hosts, :write_key, :sentry_key, :opentrace_uid, :umami_id, :posthog_token, :goatcounter_site,
        :ip_mode, :store_full_url, :store_click_ids, :link_on_all_events, :rate_limit_per_second, :created_at, :sierra_uri, :pageview_names,
        :exclusions, :enabled)

-- :update
UPDATE source
SET project = :project, name = :name, kind = :kind, hosts = :hosts, write_key = :write_key, sentry_key = :sentry_key,
    opentrace_uid = :opentrace_uid, umami_id = :umami_id, posthog_token = :posthog_token,
    goatcounter_site = :goatcounter_site, ip_mode = :ip_mode, store_full_url = :store_full_url,
    store_click_ids = :store_click_ids, link_on_all_events = :link_on_all_events,
    rate_limit_per_second = :rate_limit_per_second, sierra_uri = :sierra_uri,
    pageview_names = :pageview_names, exclusions = :exclusions, enabled = :enabled
WHERE id = :id

-- :remove
DELETE FROM source WHERE id = :id

-- :noteRemoved
INSERT INTO removed_source (source, next_seq) VALUES (:id, 1)
