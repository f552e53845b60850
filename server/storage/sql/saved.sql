-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT id, project, kind, name, body, created_at, changed_at FROM saved ORDER BY id

-- :add
INSERT INTO saved (project, kind, name, body, created_at, changed_at)
VALUES (:project, :kind, :name, :body, :created_at, :changed_at)

-- :update
UPDATE saved SET name = :name, body = :body, changed_at = :changed_at WHERE id = :id

-- :remove
DELETE FROM saved WHERE id = :id

-- :removeOfProject
DELETE FROM saved WHERE project = :project
