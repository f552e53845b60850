-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The mark of a shared click id, key 0, stands alone.
-- :carriers
SELECT key, is_user, first_time, last_time, source FROM click_key WHERE click = ?1

-- :carry
INSERT INTO click_key (click, key, is_user, first_time, last_time, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO UPDATE SET first_time = excluded.first_time, last_time = excluded.last_time

-- :drop
DELETE FROM click_key WHERE click = ?1

-- :link
INSERT INTO click_link (from_key, merge, at, to_key, click, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING

-- :unlink
DELETE FROM click_link WHERE from_key = ?1 AND merge = ?2 AND at = ?3 AND to_key = ?4 AND click = ?5 AND source = ?6

-- :dropOld
DELETE FROM click_key AS mine WHERE click BETWEEN ?1 AND ?2 AND last_time < ?3 AND key <> 0
AND NOT EXISTS (SELECT 1 FROM click_key AS other WHERE other.click = mine.click AND other.key <> mine.key)

-- :links
SELECT from_key, merge, at, to_key, source FROM click_link ORDER BY from_key, merge, at, to_key

-- :groups
SELECT key, is_user, first_time, last_time, source, click FROM click_key
WHERE click IN (SELECT click FROM click_link) ORDER BY click, key

-- :eraseLink
DELETE FROM click_link WHERE from_key = ?1 AND merge = ?2 AND at = ?3 AND to_key = ?4

-- :eraseKeys
DELETE FROM click_key WHERE key IN (SELECT value FROM json_each(?1))

-- :removeSource
DELETE FROM click_key WHERE source = ?1

-- What led to somebody of that source.
-- :removeSourceLinks
DELETE FROM click_link WHERE source = ?1
OR NOT EXISTS (SELECT 1 FROM click_key WHERE click_key.click = click_link.click AND click_key.key = click_link.to_key)
