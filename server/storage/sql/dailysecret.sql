-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :get
SELECT secret FROM daily_secret WHERE day = :day

-- :add
INSERT INTO daily_secret (day, secret) VALUES (:day, :secret)

-- :destroy
DELETE FROM daily_secret WHERE day < :day
