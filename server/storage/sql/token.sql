-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT id, name, scope, sha256, created_at FROM token ORDER BY id

-- :add
INSERT INTO token (name, scope, sha256, created_at) VALUES (:name, :scope, :sha256, :created_at)

-- :remove
DELETE FROM token WHERE id = :id
