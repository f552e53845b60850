-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :add
INSERT INTO event (seq, source, event_time, received_at, kind, visitor, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- :identity
SELECT source, received_at, body FROM event WHERE seq = ?1

-- :tail
SELECT seq, source, event_time, body FROM event WHERE seq > ?1 ORDER BY seq

-- :scan
SELECT seq, source, event_time, received_at, kind, visitor, body FROM event
WHERE seq >= ?1 AND seq < ?2 AND event_time >= ?3 AND event_time < ?4 ORDER BY seq

-- :newest
SELECT seq, source, event_time, received_at, kind, visitor, body FROM event WHERE seq < ?1 AND seq > ?2 ORDER BY seq DESC

-- :after
SELECT seq, source, event_time, received_at, kind, visitor, body FROM event WHERE seq > ?1 ORDER BY seq

-- :all
SELECT seq, source, event_time, received_at, kind, visitor, body FROM event ORDER BY seq

-- :firstSeq
SELECT min(seq) FROM event

-- :lastSeq
SELECT max(seq) FROM event

-- :zones
SELECT zone, first_time, last_time FROM event_zone

-- :setZone
INSERT OR REPLACE INTO event_zone (zone, first_time, last_time) VALUES (?1, ?2, ?3)

-- :extents
SELECT source, first_time, last_time, events FROM source_extent

-- :setExtent
INSERT OR REPLACE INTO source_extent (source, first_time, last_time, events) VALUES (?1, ?2, ?3, ?4)

-- :forgetDerived
DELETE FROM event_zone;
DELETE FROM source_extent;
DELETE FROM id_block;
DELETE FROM id_segment

-- :removeFromExtent
UPDATE source_extent SET events = events - ?2, first_time = max(first_time, ?3) WHERE source = ?1

-- :joinExtent
INSERT INTO source_extent (source, first_time, last_time, events) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (source) DO UPDATE SET first_time = min(first_time, excluded.first_time),
    last_time = max(last_time, excluded.last_time), events = events + excluded.events

-- :freshAfter
SELECT seq FROM event WHERE seq > ?1

-- :removedSources
SELECT source, next_seq FROM removed_source ORDER BY source

-- :rememberSeq
INSERT INTO hub (key, value) SELECT 'last_seq', max(seq) FROM event HAVING max(seq) IS NOT NULL
ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)

-- :removeSlice
DELETE FROM event WHERE seq >= ?1 AND seq < ?2 AND source = ?3

-- :removeProgress
UPDATE removed_source SET next_seq = ?2 WHERE source = ?1

-- :removeLinks
DELETE FROM identity_link WHERE source = ?1

-- :removeUndoneLinks
DELETE FROM undone_link WHERE source = ?1

-- :removeExtent
DELETE FROM source_extent WHERE source = ?1

-- :removeDone
DELETE FROM removed_source WHERE source = ?1
