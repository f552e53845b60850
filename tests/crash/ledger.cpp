// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/ledger.h"

#include "support/childserver.h"
#include "support/loadgenerator.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <map>

namespace sightglass::test {

namespace {

/// How often each message id is in the export.
std::map<std::string, int> storedIds(const ChildHub& hub)
{
    std::map<std::string, int> counts;
    for (const QByteArray& line : hub.run({QStringLiteral("export"), QStringLiteral("1")}).split('\n')) {
        if (!line.isEmpty())
            ++counts[QJsonDocument::fromJson(line).object().value(QLatin1String("messageId")).toString().toStdString()];
    }
    return counts;
}

} // namespace

void Ledger::add(const std::string& prefix, std::int64_t first, int count)
{
    ++answered;
    for (int i = 0; i < count; ++i)
        acknowledged.insert(loadId(prefix, first + i));
}

bool holdsAgainst(const ChildHub& hub, const Ledger& ledger)
{
    const std::map<std::string, int> stored = storedIds(hub);
    const auto lost = std::count_if(ledger.acknowledged.begin(), ledger.acknowledged.end(),
                                    [&](const std::string& id) { return !stored.contains(id); });
    const auto twice = std::count_if(stored.begin(), stored.end(), [](const auto& entry) { return entry.second > 1; });
    int status = 0;
    const QByteArray findings = hub.run({QStringLiteral("check")}, &status);
    std::printf("acknowledged %zu, stored %zu, lost %lld, stored twice %lld, check %s\n", ledger.acknowledged.size(),
                stored.size(), static_cast<long long>(lost), static_cast<long long>(twice),
                status == 0 ? "clean" : findings.constData());
    return lost == 0 && twice == 0 && status == 0 && !ledger.acknowledged.empty();
}

} // namespace sightglass::test
