-- SPDX-FileCopyrightText: Sightglass contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- :count
INSERT INTO tracker_counter (id, total) VALUES (:id, :count) ON CONFLICT (id) DO UPDATE SET total = total + excluded.total

-- :update
INSERT INTO tracker_update (id, updated_at, message) VALUES (:id, :updated_at, :message)
ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, message = excluded.message

-- :log
INSERT INTO tracker_log (created_at, topic, level, record) VALUES (:created_at, :topic, :level, :record)

-- :forgetLogs
DELETE FROM tracker_log WHERE seq IN (SELECT seq FROM tracker_log WHERE created_at < :before ORDER BY seq LIMIT 1000)

-- :pay
INSERT INTO tracker_payment (source, key, created_at, visitor_id, user_id, order_id, invoice_id, currency, micros, record)
VALUES (:source, NULLIF(:key, ''), :created_at, :visitor_id, :user_id, :order_id, :invoice_id, :currency, :micros, :record)
ON CONFLICT (source, key) DO NOTHING

-- :agree
INSERT INTO tracker_agreement (source, created_at, visitor_id, user_id, flags, country, region, record)
VALUES (:source, :created_at, :visitor_id, :user_id, :flags, :country, :region, :record)

-- :counters
SELECT id, total FROM tracker_counter WHERE id > :after ORDER BY id LIMIT :limit

-- :updates
SELECT id, updated_at, message FROM tracker_update WHERE id > :after ORDER BY id LIMIT :limit

-- :logs
SELECT seq, created_at, topic, level, record FROM tracker_log WHERE :before = 0 OR seq < :before ORDER BY seq DESC LIMIT :limit

-- :payments
SELECT seq, source, created_at, visitor_id, user_id, order_id, invoice_id, currency, micros, record
FROM tracker_payment
WHERE source IN (SELECT id FROM source WHERE project = :project) AND (:before = 0 OR seq < :before)
ORDER BY seq DESC LIMIT :limit

-- :lifetimeValues
SELECT holder, currency, CAST(TOTAL(micros) AS INTEGER), COUNT(*), MIN(created_at), MAX(created_at)
FROM (SELECT CASE :of WHEN 0 THEN user_id WHEN 1 THEN visitor_id WHEN 2 THEN order_id ELSE invoice_id END AS holder,
             currency, micros, created_at
      FROM tracker_payment WHERE source IN (SELECT id FROM source WHERE project = :project))
WHERE holder <> '' GROUP BY holder, currency ORDER BY TOTAL(micros) DESC, holder, currency LIMIT :limit OFFSET :offset

-- :agreements
SELECT seq, source, created_at, visitor_id, user_id, flags, country, region, record
FROM tracker_agreement
WHERE source IN (SELECT id FROM source WHERE project = :project) AND (:before = 0 OR seq < :before)
ORDER BY seq DESC LIMIT :limit

-- :agreementsOf
SELECT MAX(seq), source, created_at, visitor_id, user_id, flags, country, region, record
FROM tracker_agreement WHERE visitor_id = :visitor GROUP BY source ORDER BY source

-- :forgetPayments
DELETE FROM tracker_payment
WHERE source IN (SELECT id FROM source WHERE project = :project) AND (visitor_id = :id OR user_id = :id)

-- :forgetAgreements
DELETE FROM tracker_agreement
WHERE source IN (SELECT id FROM source WHERE project = :project) AND (visitor_id = :id OR user_id = :id)

-- :jurisdictions
SELECT regulation, compliance, number, created_at, rules, places FROM tracker_jurisdiction
ORDER BY regulation, compliance, number

-- :setJurisdiction
INSERT INTO tracker_jurisdiction (regulation, compliance, number, created_at, rules, places)
VALUES (:regulation, :compliance, :number, :created_at, :rules, :places)
ON CONFLICT (regulation, compliance, number) DO UPDATE SET rules = excluded.rules, places = excluded.places

-- :removeJurisdiction
DELETE FROM tracker_jurisdiction WHERE regulation = :regulation AND compliance = :compliance AND number = :number
