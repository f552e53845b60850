-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT id, project, source, name, utm_source, utm_medium, utm_campaign, utm_content, utm_term, target, slug, bot_username,
    bot_start_param, created_at
FROM campaign ORDER BY id

-- :add
INSERT INTO campaign (project, source, name, utm_source, utm_medium, utm_campaign, utm_content, utm_term, target, slug,
    bot_username, bot_start_param, created_at)
VALUES (:project, :source, :name, :utm_source, :utm_medium, :utm_campaign, :utm_content, :utm_term, :target, :slug,
    :bot_username, :bot_start_param, :created_at)

-- :update
UPDATE campaign SET source = :source, name = :name, utm_source = :utm_source, utm_medium = :utm_medium,
    utm_campaign = :utm_campaign, utm_content = :utm_content, utm_term = :utm_term, target = :target, slug = :slug,
    bot_username = :bot_username, bot_start_param = :bot_start_param
WHERE id = :id

-- :move
UPDATE campaign SET project = :project WHERE source = :source

-- :remove
DELETE FROM campaign WHERE id = :id

-- :removeOfProject
DELETE FROM campaign WHERE project = :project
