-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Ties as domain::IdentityGraph breaks them: keys are unsigned there.
-- :before
SELECT at, to_key FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at <= ?3
ORDER BY at DESC, to_key < 0 DESC, to_key DESC LIMIT 2

-- :after
SELECT at, to_key FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at > ?3 ORDER BY at, to_key < 0, to_key LIMIT 2

-- :add
INSERT INTO identity_link (from_key, merge, at, to_key, source) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING

-- :remove
DELETE FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at = ?3 AND to_key = ?4

-- :noteUndone
INSERT INTO undone_link (from_key, merge, at, to_key, until, source)
SELECT from_key, merge, at, to_key, ?5, source FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at = ?3 AND to_key = ?4
ON CONFLICT DO UPDATE SET until = max(until, excluded.until)

-- :isUndone
SELECT 1 FROM undone_link WHERE from_key = ?1 AND merge = ?2 AND at <= ?3 AND to_key = ?4 AND until >= ?3

-- :forgetUndone
DELETE FROM undone_link WHERE from_key = ?1 OR to_key = ?1

-- :all
SELECT from_key, merge, at, to_key, source FROM identity_link ORDER BY from_key, merge, at, to_key
