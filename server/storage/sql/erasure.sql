-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT id, project, last_seq, spans FROM erasure ORDER BY id

-- :add
INSERT INTO erasure (project, last_seq, spans) VALUES (?1, ?2, ?3)

-- :remove
DELETE FROM erasure WHERE id = ?1

-- :removeLink
DELETE FROM identity_link WHERE from_key = ?1 AND merge = ?2 AND at = ?3 AND to_key = ?4
