-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :add
INSERT INTO audit (at, actor, action, subject) VALUES (:at, :actor, :action, :subject)

-- :newest
SELECT at, actor, action, subject FROM audit ORDER BY id DESC LIMIT :limit
