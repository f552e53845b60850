// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/api.h"
#include "support/manualclock.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <map>
#include <memory>

namespace sightglass::test {

struct ApiAnswer
{
    int status = 0;
    QJsonObject body;
    domain::Response response;
};

/// API v2 over a real store in a temporary directory, asked in this process.
class ApiFixture
{
public:
    ApiFixture();
    ~ApiFixture();

    /// `target` is below /api/v2/, with its query. An empty token sends none.
    [[nodiscard]] ApiAnswer ask(domain::Method method, const QString& target, const QByteArray& token,
                                const QByteArray& body = {});
    [[nodiscard]] ApiAnswer get(const QString& target) { return ask(domain::Method::Get, target, admin); }
    [[nodiscard]] ApiAnswer post(const QString& target, const QByteArray& body)
    {
        return ask(domain::Method::Post, target, admin, body);
    }
    /// Stores pageviews of one visitor each, a second apart, oldest first.
    void storePageviews(SourceId source, int count);

    QTemporaryDir directory;
    ManualClock clock;
    Jobs jobs;
    domain::UnknownSenders unknown;
    domain::LiveSessions sessions;
    domain::SharedAddresses shared;
    Settings settings;
    Counters counters;
    std::unique_ptr<storage::Store> store;
    api::LiveHub live;
    std::unique_ptr<api::TokenBook> tokens;
    std::unique_ptr<api::Api> api;
    QByteArray admin;
    QByteArray writer;
    QByteArray reader;
    /// Visitor keys by the id that has them; set by a test.
    std::map<std::string, std::vector<std::uint64_t>> keysOf;
    std::vector<ProjectId> relabelled; ///< Whose events were to be judged anew.
    std::vector<SavedId> pulled;       ///< Metrics whose address was to be asked.
    /// What queries answer instead of the store; set by a test.
    std::function<Expected<QJsonObject>(const domain::Cancellation&)> onAsk;
    /// What each of several answers; set by a test, else `onAsk`.
    std::function<Expected<QJsonObject>(const QJsonObject& description)> onAskOne;
};

} // namespace sightglass::test
