// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/morning.h"

#include "models/metrictext.h"

#include <QLocale>

namespace sightglass::gui {

namespace {

const QString kVisitors = QStringLiteral("visitors");
const QString kPageviews = QStringLiteral("pageviews");
const QString kRevenue = QStringLiteral("revenue");

QString sinceWords(const QDateTime& since, const QDate& today)
{
    const QLocale locale;
    const QString time = locale.toString(since.time(), QStringLiteral("HH:mm"));
    if (since.date() == today)
        return time;
    if (since.date() == today.addDays(-1))
        return Morning::tr("yesterday, %1").arg(time);
    return locale.toString(since, QStringLiteral("d MMMM, HH:mm"));
}

} // namespace

Morning::Morning(Session& session, Preferences& preferences, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_preferences(preferences)
    , m_line(new MorningLine)
{
    m_line->setObjectName(QStringLiteral("morning-line"));
    m_line->hide();
    connect(m_line, &MorningLine::dismissed, this, &Morning::dismiss);
    connect(m_line, &MorningLine::activated, this,
            [this](const QString& target) { Q_EMIT m_session.placeRequested(target, {}); });
}

QString Morning::key() const
{
    return QStringLiteral("looked/%1/%2").arg(m_session.hub().connection().display(), m_session.projectId());
}

QDateTime Morning::lastLook() const
{
    const QDateTime kept = QDateTime::fromString(m_preferences.value(key()), Qt::ISODate);
    const QDateTime dayAgo = QDateTime::currentDateTimeUtc().addDays(-1);
    return kept.isValid() ? kept : dayAgo;
}

void Morning::refresh()
{
    if (m_session.projectId().isEmpty() || m_shownFor == m_session.projectId())
        return;
    m_line->hide();
    const QDateTime since = lastLook();
    client::Question question;
    question.kind = QStringLiteral("summary");
    question.metrics = QStringList{kVisitors, kPageviews, kRevenue};
    question.period.from = fromMs(since.toMSecsSinceEpoch());
    question.period.to = fromMs(QDateTime::currentMSecsSinceEpoch());
    m_pending.cancel();
    m_pending = m_session.hub().figures(m_session.projectId(), question, this,
                                        [this, since](const Expected<client::Figures>& answer) {
                                            if (answer)
                                                show(*answer, since);
                                        });
}

void Morning::show(const client::Figures& figures, const QDateTime& since)
{
    using models::MetricText;
    const client::Figure* visitors = figures.find(kVisitors);
    const client::Figure* views = figures.find(kPageviews);
    if (!visitors || visitors->now.number.value_or(0) <= 0)
        return;
    m_shownFor = m_session.projectId();
    const QDateTime local = since.toTimeZone(m_session.zone());
    const QString when = sinceWords(local, QDateTime::currentDateTimeUtc().toTimeZone(m_session.zone()).date());
    std::vector<SentencePart> parts{
        {tr("%n visitors", nullptr, int(*visitors->now.number)), QStringLiteral("overview"), Ink::Text},
        {tr("%n page views", nullptr, int(views ? views->now.number.value_or(0) : 0)), QStringLiteral("overview"),
         Ink::Text}};
    QString sentence = tr("Since %3: %1, %2.", "%1 visitors, %2 page views, %3 a time");
    const client::Figure* revenue = figures.find(kRevenue);
    if (revenue && !revenue->now.money.isEmpty()) {
        parts.push_back({MetricText::value(kRevenue, revenue->now), QStringLiteral("overview"), Ink::Text});
        sentence = tr("Since %4: %1, %2, %3 earned.", "%1 visitors, %2 page views, %3 an amount, %4 a time");
        sentence.replace(QStringLiteral("%4"), when);
    } else {
        sentence.replace(QStringLiteral("%3"), when);
    }
    const auto unknown = m_session.sources().unknownSenders();
    if (!unknown.isEmpty()) {
        sentence += QLatin1Char(' ') + tr("%9 without a source.", "%9 becomes: 2 unknown senders");
        sentence.replace(QStringLiteral("%9"), QStringLiteral("%%1").arg(parts.size() + 1));
        parts.push_back(
            {tr("%n unknown senders", nullptr, int(unknown.size())), QStringLiteral("sources"), Ink::Warning});
    }
    m_line->setSentence(sentence, parts);
    m_line->show();
}

void Morning::dismiss()
{
    m_preferences.setValue(key(), QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    m_line->hide();
}

} // namespace sightglass::gui
