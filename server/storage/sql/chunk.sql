-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :catalogue
SELECT id, project, day, rows, first_time, last_time, first_seq, last_seq, first_visitor, last_visitor, bytes, raw_bytes, sources
FROM chunk ORDER BY day, id

-- :header
SELECT header FROM chunk WHERE id = ?1

-- :column
SELECT data FROM chunk_column WHERE id = ?1

-- :add
INSERT INTO chunk (id, project, day, rows, first_time, last_time, first_seq, last_seq, first_visitor, last_visitor, bytes,
                   raw_bytes, sources, format, header)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)

-- :addColumn
INSERT INTO chunk_column (id, data) VALUES (?1, ?2)

-- :remove
DELETE FROM chunk WHERE id = ?1

-- :removeColumns
DELETE FROM chunk_column WHERE id >= ?1 AND id < ?2

-- :nextId
SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'chunk'

-- :freshRows
SELECT seq, source, event_time, received_at, kind, visitor, body FROM event WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3

-- :oldestSealed
SELECT coalesce(min(seq), 0) FROM event

-- :removeFresh
DELETE FROM event WHERE seq <= ?1

-- :removeZones
DELETE FROM event_zone WHERE zone < ?1

-- :firstFresh
SELECT received_at FROM event WHERE seq > ?1 ORDER BY seq LIMIT 1

-- :lastFresh
SELECT received_at FROM event WHERE seq > ?1 ORDER BY seq DESC LIMIT 1

-- :sourceIds
SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'source'

-- :columnsPerChunk
SELECT id / 4096, count(*), sum(length(data)) FROM chunk_column GROUP BY id / 4096
