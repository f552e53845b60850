// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/storagestatus.h"

#include "gui/widgets/label.h"

#include <QJsonArray>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace sightglass::gui {

namespace {

constexpr std::chrono::seconds kAskStorageEvery{2};

QString bytesText(const QJsonObject& object, const char* member)
{
    return QLocale().formattedDataSize(object.value(QLatin1String(member)).toInteger(), 2, QLocale::DataSizeSIFormat);
}

} // namespace

StorageStatus::StorageStatus(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_size(new Label({}, theme::Role::Body, Ink::Text2))
    , m_growth(new Label({}, theme::Role::Small, Ink::Text3))
    , m_work(new Label({}, theme::Role::Small, Ink::Text3))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (Label* label : {m_size, m_growth, m_work}) {
        label->setAlignment(Qt::AlignRight);
        column->addWidget(label);
    }
    m_work->setObjectName(QStringLiteral("storage-work"));
    m_again.setInterval(kAskStorageEvery);
    connect(&m_again, &QTimer::timeout, this, &StorageStatus::ask);
}

void StorageStatus::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_again.start();
    ask();
}

void StorageStatus::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_again.stop();
    m_pending.cancel();
}

void StorageStatus::ask()
{
    if (m_pending.isRunning())
        return;
    m_pending = m_session.hub().storage(this, [this](const Expected<QJsonObject>& answer) {
        if (answer)
            show(*answer);
    });
}

void StorageStatus::show(const QJsonObject& storage)
{
    m_size->setText(tr("%1, %2 free").arg(bytesText(storage, "file_bytes"), bytesText(storage, "disk_free_bytes")));
    m_growth->setText(growth(storage));
    m_work->setText(work(storage.value(QLatin1String("background")).toObject()));
}

QString StorageStatus::growth(const QJsonObject& storage)
{
    if (!storage.contains(QLatin1String("days_left")))
        return tr("nothing to go by yet");
    constexpr qint64 kFar = 100'000;
    const int days = int(std::min(storage.value(QLatin1String("days_left")).toInteger(), kFar));
    return tr("%1 a day, room for %n days", nullptr, days).arg(bytesText(storage, "bytes_per_day"));
}

/// What somebody started and waits for; "" for none.
QString StorageStatus::job(const QJsonObject& job)
{
    const QString kind = job.value(QLatin1String("kind")).toString();
    const qint64 total = job.value(QLatin1String("total")).toInteger();
    const qint64 percent = total > 0 ? job.value(QLatin1String("done")).toInteger() * 100 / total : 0;
    if (kind == QLatin1String("import"))
        return tr("importing events, %1 % done").arg(percent);
    if (kind == QLatin1String("export"))
        return tr("exporting events, %1 % done").arg(percent);
    if (kind == QLatin1String("erase"))
        return tr("erasing a person, %1 % done").arg(percent);
    if (kind == QLatin1String("relabel"))
        return tr("judging bots anew, %1 % done").arg(percent);
    if (kind == QLatin1String("compact"))
        return tr("compacting the store, %1 % done").arg(percent);
    return {};
}

QString StorageStatus::work(const QJsonObject& background)
{
    const QString running = StorageStatus::job(background.value(QLatin1String("jobs")).toArray().first().toObject());
    if (!running.isEmpty())
        return running;
    const QString job = background.value(QLatin1String("job")).toString();
    if (job == QLatin1String("erasing"))
        return tr("erasing a person, part %1 of %2")
            .arg(background.value(QLatin1String("done")).toInteger())
            .arg(background.value(QLatin1String("total")).toInteger());
    if (job == QLatin1String("sealing") || job == QLatin1String("deleting"))
        return tr("packing events");
    if (job == QLatin1String("merging"))
        return tr("merging small parts");
    if (job == QLatin1String("expiring"))
        return tr("dropping old days");
    if (job == QLatin1String("forgetting"))
        return tr("forgetting message ids");
    if (job == QLatin1String("changing"))
        return tr("judging bots anew");
    return tr("%n events wait to be packed", nullptr,
              int(std::min<qint64>(background.value(QLatin1String("fresh_events")).toInteger(), 1'000'000'000)));
}

} // namespace sightglass::gui
