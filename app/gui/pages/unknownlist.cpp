// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/unknownlist.h"

#include "gui/widgets/button.h"
#include "gui/widgets/notice.h"
#include "models/livetext.h"
#include "models/unknownsender.h"

#include <QDateTime>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace sightglass::gui {

namespace {
constexpr qsizetype kFew = 3;
constexpr qsizetype kLongestId = 48; // Senders choose these.

client::SenderInfo shortened(client::SenderInfo sender)
{
    if (sender.id.size() > kLongestId)
        sender.id = sender.id.left(kLongestId) + QStringLiteral("…");
    return sender;
}

} // namespace

UnknownList::UnknownList(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("unknown-senders"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    connect(&session.sources(), &models::SourcesModel::unknownSendersChanged, this, &UnknownList::showAll);
    showAll();
}

void UnknownList::clear()
{
    m_notices.clear();
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

// Rows stay where they are while only their counts grow: nobody loses the button that the keyboard is on.
void UnknownList::showAll()
{
    const QList<client::SenderInfo> all = m_session.sources().unknownSenders();
    setVisible(!all.isEmpty());
    const bool isKnown = std::all_of(all.cbegin(), all.cend(), [this](const client::SenderInfo& sender) {
        return m_places.contains(models::UnknownSender::place(sender));
    });
    if (all.size() != m_places.size() || !isKnown)
        rebuild(all);
    for (const client::SenderInfo& sender : all) {
        if (Notice* row = m_notices.value(models::UnknownSender::place(sender)))
            describe(row, sender);
    }
}

void UnknownList::rebuild(const QList<client::SenderInfo>& senders)
{
    clear();
    m_places.clear();
    const qsizetype shown = m_isWhole ? senders.size() : std::min(senders.size(), kFew);
    for (const client::SenderInfo& sender : senders) {
        const QString place = models::UnknownSender::place(sender);
        m_places.insert(place);
        if (m_notices.size() < shown)
            m_notices.insert(place, addRow(sender));
    }
    if (shown < senders.size())
        addMore(senders.size() - shown);
}

Notice* UnknownList::addRow(const client::SenderInfo& sender)
{
    auto* row = new Notice(NoticeKind::Warning);
    row->setCompact(true);
    row->setIconName(models::UnknownSender::icon(sender));
    auto* make = new Button(tr("Create a source for this"));
    make->setObjectName(QStringLiteral("create-for-") + models::UnknownSender::place(sender));
    make->setControl(ControlSize::Small);
    make->setAccessibleDescription(models::UnknownSender::title(shortened(sender)));
    connect(make, &QPushButton::clicked, this, [this, sender] { Q_EMIT createRequested(sender); });
    row->addButton(make);
    m_rows->addWidget(row);
    return row;
}

void UnknownList::describe(Notice* row, const client::SenderInfo& sender) const
{
    const QDateTime last = QDateTime::fromMSecsSinceEpoch(toMs(sender.last), m_session.zone());
    row->setText(models::UnknownSender::title(shortened(sender)).toHtmlEscaped(),
                 tr("%n requests, sent as %1, the last on %2.", nullptr, int(sender.count))
                     .arg(models::LiveText::protocol(sender.protocol).toHtmlEscaped(),
                          QLocale().toString(last, QStringLiteral("d MMM, HH:mm"))));
}

void UnknownList::addMore(qsizetype hidden)
{
    auto* more = new Button(tr("Show %n more senders", nullptr, int(hidden)), ButtonKind::Quiet);
    more->setObjectName(QStringLiteral("more-senders"));
    connect(more, &QPushButton::clicked, this, [this] {
        m_isWhole = true;
        m_places.clear();
        showAll();
    });
    m_rows->addWidget(more, 0, Qt::AlignLeft);
}

} // namespace sightglass::gui
