// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/trackerpayments.h"
#include "intake/trackerprivacy.h"
#include "intake/trackerreports.h"
#include "storage/store.h"
#include "support/manualclock.h"
#include "trackerhub.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <memory>

namespace sightglass::test {

/// A tracker's intake whose records go into a store. `setup` is a vector's input: `geo` are the networks that are
/// known, `jurisdictions` what stands in the store, `token` the hub token "hubtoken" opens everything.
class RecordsHub
{
public:
    explicit RecordsHub(const QJsonObject& setup = {});

    domain::Response send(domain::Request request) { return hub.send(std::move(request)); }
    /// What the store holds under a name: counters, updates, logs, payments, agreements, and lifetime values by "user",
    /// "visitor", "order" or "invoice"; newest last.
    [[nodiscard]] QJsonArray stored(const QString& name);
    /// Ends the store and opens its file again: nothing that was acknowledged may be gone. Nothing can be sent
    /// afterwards.
    void reopen();
    [[nodiscard]] ManualClock& clock() { return m_clock; }

private:
    [[nodiscard]] intake::TrackerWorld worldOf(const QJsonObject& setup);

    QTemporaryDir m_directory;
    ManualClock m_clock;
    std::unique_ptr<storage::Store> m_store;

public:
    TrackerHub hub;

private:
    std::unique_ptr<intake::TrackerRecorder> m_recorder;
    std::unique_ptr<intake::TrackerReports> m_reports;
    std::unique_ptr<intake::TrackerPayments> m_payments;
    std::unique_ptr<intake::TrackerPrivacy> m_privacy;
};

} // namespace sightglass::test
