-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :get
SELECT value FROM hub WHERE key = ?1

-- :set
INSERT OR REPLACE INTO hub (key, value) VALUES (?1, ?2)

-- :remove
DELETE FROM hub WHERE key = ?1

-- :probe
INSERT OR REPLACE INTO hub (key, value) VALUES ('probe', zeroblob(65536))

-- :probeEnd
DELETE FROM hub WHERE key = 'probe'
