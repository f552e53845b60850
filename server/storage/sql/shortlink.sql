-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT link, target FROM short_link

-- :set
INSERT INTO short_link (link, target) VALUES (:link, :target) ON CONFLICT (link) DO UPDATE SET target = excluded.target

-- :note
INSERT INTO short_link_change (url_from, host_from, slug_from, url_to, host_to, path_to, search_to, updated_at, updater)
VALUES (:url_from, :host_from, :slug_from, :url_to, :host_to, :path_to, :search_to, :updated_at, :updater)

-- :history
SELECT url_from, host_from, slug_from, url_to, host_to, path_to, search_to, updated_at, updater
FROM short_link_change WHERE :host = '' OR host_from = :host ORDER BY id

-- :accounts
SELECT id, password_hash, created_at FROM tracker_account ORDER BY id

-- :setAccount
INSERT INTO tracker_account (id, password_hash, created_at) VALUES (:id, :password_hash, :created_at)
ON CONFLICT (id) DO UPDATE SET password_hash = excluded.password_hash

-- :removeAccount
DELETE FROM tracker_account WHERE id = :id
