-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Each statement gives one row of text for each thing that is wrong.

-- :orphanedEvents
SELECT format('%d events belong to source %d, which does not exist', count(*), source)
FROM event
WHERE source <> -1 AND source NOT IN (SELECT id FROM source) AND source NOT IN (SELECT source FROM removed_source)
GROUP BY source

-- :segmentSizes
SELECT format('message ids of segment %d: %d in the list, %d in its blocks', s.id, s.count, coalesce(b.entries, 0))
FROM id_segment AS s
LEFT JOIN (SELECT id >> 20 AS segment, sum(length(entries)) / 12 AS entries FROM id_block GROUP BY segment) AS b
    ON b.segment = s.id
WHERE s.count <> coalesce(b.entries, 0)
