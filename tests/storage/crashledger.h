// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/store.h"

#include <QByteArray>
#include <QFile>

#include <future>
#include <vector>

namespace sightglass::test {

/// The exit status of a process that died where it should.
inline constexpr int kKilled = 42;

/// What has been done and acknowledged, a letter each; outlives the process.
class Ledger
{
public:
    explicit Ledger(const QString& directory)
        : m_file(directory + QLatin1String(".ledger"))
    {
    }
    [[nodiscard]] bool add(char what)
    {
        return m_file.open(QIODevice::Append) && m_file.write(&what, 1) == 1 && (m_file.close(), true);
    }
    [[nodiscard]] QByteArray all() { return m_file.open(QIODevice::ReadOnly) ? m_file.readAll() : QByteArray(); }

private:
    QFile m_file;
};

/// Whether the events have been acknowledged.
[[nodiscard]] inline bool submit(storage::Store& store, std::vector<domain::Event> events)
{
    std::promise<bool> stored;
    const Expected<void> taken =
        store.sink().submit(std::move(events), [&](const Expected<domain::StoreOutcome>& outcome) {
            stored.set_value(outcome.has_value());
        });
    return taken && stored.get_future().get();
}

} // namespace sightglass::test
