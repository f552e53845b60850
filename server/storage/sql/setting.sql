-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :all
SELECT key, value FROM setting ORDER BY key

-- :set
INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value

-- :remove
DELETE FROM setting WHERE key = :key
