// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/needslook.h"

#include "gui/widgets/lookrow.h"
#include "models/livetext.h"
#include "models/unknownsender.h"

#include <QLocale>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kMostFindings = 5;
}

NeedsLook::NeedsLook(Session& session, QWidget* parent)
    : Panel(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("needs-look"));
    setTitle(tr("Needs a look"));
    connect(&session.sources(), &models::SourcesModel::unknownSendersChanged, this, &NeedsLook::rebuild);
    connect(&session, &Session::sourcesChanged, this, &NeedsLook::rebuild);
    connect(&session.sources(), &models::SourcesModel::firstEventSeen, this, &NeedsLook::rebuild);
    connect(&session.sources(), &models::SourcesModel::historyNoted, this, &NeedsLook::rebuild);
    rebuild();
}

void NeedsLook::addRow(const QString& icon, bool isWarning, const QString& title, const QString& text,
                       const QString& page, const QString& detail)
{
    if (++m_count > kMostFindings)
        return;
    auto* row = new LookRow(icon, isWarning ? Ink::Warning : Ink::Text2, title, text);
    row->setFirst(m_count == 1);
    connect(row, &QAbstractButton::clicked, this,
            [this, page, detail] { Q_EMIT m_session.placeRequested(page, detail); });
    m_rows->addWidget(row);
}

void NeedsLook::addUnknownSenders()
{
    for (const client::SenderInfo& sender : m_session.sources().unknownSenders()) {
        addRow(QStringLiteral("sources"), true, models::UnknownSender::title(sender),
               tr("%n requests as %1. Make a source?", nullptr, int(sender.count))
                   .arg(models::LiveText::protocol(sender.protocol)),
               QStringLiteral("sources"), models::UnknownSender::place(sender));
    }
}

void NeedsLook::addSources()
{
    models::SourcesModel& sources = m_session.sources();
    for (int row = 0; row < sources.rowCount(); ++row) {
        const QModelIndex index = sources.index(row);
        const int refused = index.data(models::SourcesModel::RefusedRole).toInt();
        if (refused > 0)
            addRow(QStringLiteral("warning"), true, tr("%1 sends what cannot be taken").arg(index.data().toString()),
                   tr("%n requests refused: %1", nullptr, refused)
                       .arg(index.data(models::SourcesModel::ReasonsRole).toStringList().value(0)),
                   QStringLiteral("live"), {});
        else if (!sources.hasSeen(index.data(models::SourcesModel::IdRole).toString()))
            addRow(QStringLiteral("sources"), false,
                   tr("%1 has not sent anything in 30 days").arg(index.data().toString()),
                   tr("Connect it to see it here."), QStringLiteral("connect"),
                   index.data(models::SourcesModel::IdRole).toString());
    }
}

void NeedsLook::rebuild()
{
    auto* content = new QWidget;
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(0, 0, 0, 8);
    m_rows->setSpacing(0);
    m_count = 0;
    addUnknownSenders();
    addSources();
    if (m_count == 0) {
        auto* calm = new Label(tr("That is all that waits for you."), theme::Role::Body, Ink::Text3);
        calm->setWordWrap(true);
        calm->setContentsMargins(14, 0, 14, 0);
        m_rows->addWidget(calm);
    }
    m_rows->addStretch();
    setContent(content);
    setMeasure(m_count > 0 ? QLocale().toString(m_count) : QString());
}

} // namespace sightglass::gui
