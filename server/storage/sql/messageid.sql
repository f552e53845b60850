-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :segments
SELECT id, level, first_seq, last_received, buckets, prints FROM id_segment ORDER BY id

-- :addSegment
INSERT INTO id_segment (id, level, first_seq, last_received, count, buckets, prints) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- :addBlock
INSERT INTO id_block (id, entries) VALUES (?1, ?2)

-- :removeBlocks
DELETE FROM id_block WHERE id >= ?1 AND id < ?2

-- :removeSegment
DELETE FROM id_segment WHERE id = ?1

-- :blocks
SELECT entries FROM id_block WHERE id >= ?1 AND id < ?2 ORDER BY id

-- :block
SELECT entries FROM id_block WHERE id = ?1
