// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/metricpuller.h"

#include "api/call.h"
#include "api/metricjson.h"
#include "core/logging.h"
#include "core/timetext.h"
#include "service/metricfetch.h"

#include <QJsonDocument>

namespace sightglass::service {

namespace {

using domain::SavedItem;
using namespace std::chrono_literals;

constexpr auto kBetweenRounds = 5s;

MetricCall callOf(const QJsonObject& request, bool mayBePrivate)
{
    return {QUrl(request.value(QLatin1String("url")).toString(), QUrl::StrictMode),
            QJsonDocument(request.value(QLatin1String("params")).toObject()).toJson(QJsonDocument::Compact),
            mayBePrivate};
}

} // namespace

MetricPuller::MetricPuller(storage::Store& store, const Clock& clock, bool mayBePrivate)
    : m_store(store)
    , m_clock(clock)
    , m_mayBePrivate(mayBePrivate)
    , m_thread([this] { run(); })
{
}

MetricPuller::~MetricPuller()
{
    stop();
}

void MetricPuller::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void MetricPuller::run()
{
    while (!m_stop) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, kBetweenRounds, [this] { return m_stop.load(); });
        }
        pullWhatIsDue();
    }
}

void MetricPuller::pullWhatIsDue()
{
    const Expected<std::vector<domain::Project>> projects = m_store.control().projects();
    if (!projects)
        return;
    for (const domain::Project& project : *projects) {
        for (const SavedItem& item : m_store.control().saved(project.id, domain::SavedKind::Metric)) {
            if (m_stop)
                return;
            if (!isDue(item))
                continue;
            if (const Expected<SavedItem> done = pull(project.id, item.id); !done)
                qCWarning(lcService).noquote() << "a pulled metric could not be stored:" << done.error().detail;
        }
    }
}

bool MetricPuller::isDue(const SavedItem& item) const
{
    const QJsonObject request = item.body.value(QLatin1String("request")).toObject();
    if (request.isEmpty())
        return false;
    const QJsonObject last = item.body.value(QLatin1String("pulled")).toObject();
    const auto at = parseTime(last.value(QLatin1String("at")).toString().toStdString());
    const std::chrono::seconds every(request.value(QLatin1String("every")).toInt(api::kUsualPullSeconds));
    return !at || *at + every <= m_clock.now();
}

/// What came before stays where the call fails.
QJsonObject MetricPuller::pulled(const SavedItem& item) const
{
    QJsonObject out = item.body.value(QLatin1String("pulled")).toObject();
    out.remove(QLatin1String("error"));
    const Expected<QJsonValue> data =
        fetchMetric(callOf(item.body.value(QLatin1String("request")).toObject(), m_mayBePrivate), m_stop)
            .and_then([&item](const QByteArray& body) { return api::pulledData(item.body, body); });
    if (data)
        out.insert(QStringLiteral("data"), *data);
    else
        out.insert(QStringLiteral("error"), data.error().detail);
    out.insert(QStringLiteral("at"), api::timeText(m_clock.now()));
    return out;
}

Expected<SavedItem> MetricPuller::pull(ProjectId project, SavedId metric)
{
    storage::ControlStore& control = m_store.control();
    const Expected<SavedItem> item = control.savedItem(project, domain::SavedKind::Metric, metric);
    if (!item)
        return item;
    if (!item->body.contains(QLatin1String("request")))
        return unexpected(ErrorCode::NotFound, QStringLiteral("this metric is not pulled"));
    const QJsonObject result = pulled(*item);
    if (m_stop)
        return unexpected(ErrorCode::Cancelled, QStringLiteral("the hub stops"));
    Expected<SavedItem> now =
        control.savedItem(project, domain::SavedKind::Metric, metric); // it may have been changed meanwhile
    if (!now || now->body.value(QLatin1String("request")) != item->body.value(QLatin1String("request")))
        return now;
    now->body.insert(QStringLiteral("pulled"), result);
    return control.updateSaved(*now);
}

} // namespace sightglass::service
