-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :before
SELECT at, to_key FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at <= ?3 ORDER BY at DESC, to_key DESC LIMIT 1

-- :after
SELECT at, to_key FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at > ?3 ORDER BY at, to_key LIMIT 1

-- :add
INSERT INTO identity_link (from_key, merge, at, to_key, source)
SELECT ?1, ?2, ?3, ?4, ?5
WHERE NOT EXISTS (SELECT 1 FROM undone_link WHERE from_key = ?1 AND merge = ?2 AND at <= ?3 AND to_key = ?4 AND until >= ?3)
ON CONFLICT DO NOTHING

-- :remove
DELETE FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at = ?3 AND to_key = ?4

-- :noteUndone
INSERT INTO undone_link (from_key, merge, at, to_key, until, source)
SELECT from_key, merge, at, to_key, ?5, source FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at = ?3 AND to_key = ?4
ON CONFLICT DO UPDATE SET until = max(until, excluded.until)

-- :forgetUndone
DELETE FROM undone_link WHERE from_key = ?1 OR to_key = ?1

-- :all
SELECT from_key, merge, at, to_key, source FROM identity_link ORDER BY from_key, merge, at, to_key
