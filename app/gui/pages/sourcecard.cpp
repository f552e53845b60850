// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/sourcecard.h"

#include "domain/project.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/tag.h"
#include "models/sourcesmodel.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QTimeZone>
#include <QVBoxLayout>

namespace sightglass::gui {

using models::SourcesModel;

QString sourceKindText(int kind)
{
    switch (domain::SourceKind(kind)) {
    case domain::SourceKind::Web: return SourceCard::tr("Website");
    case domain::SourceKind::Server: return SourceCard::tr("Server");
    case domain::SourceKind::App: return SourceCard::tr("App");
    case domain::SourceKind::Bot: return SourceCard::tr("Bot");
    }
    return {};
}

QString sourceKindIcon(int kind)
{
    switch (domain::SourceKind(kind)) {
    case domain::SourceKind::Server: return QStringLiteral("terminal");
    case domain::SourceKind::App: return QStringLiteral("phone");
    case domain::SourceKind::Bot: return QStringLiteral("bot");
    default: return QStringLiteral("web");
    }
}

SourceCard::SourceCard(const QModelIndex& source, QWidget* parent)
    : Panel(parent)
    , m_source(source)
{
    setObjectName(QStringLiteral("source-") + sourceId());
    m_name = new Label({}, theme::Role::Title);
    m_hosts = new Label({}, theme::Role::Small, Ink::Text2);
    m_last = new Label({}, theme::Role::Body);
    m_protocols = new Label({}, theme::Role::Body);
    m_refused = new Label({}, theme::Role::Body);
    m_key = new Label({}, theme::Role::Mono, Ink::Text2);
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_kind = new Tag({});
    m_state = new Tag({});
    setContent(makeBody());
    update(QTimeZone::systemTimeZone());
}

QString SourceCard::sourceId() const
{
    return m_source.data(SourcesModel::IdRole).toString();
}

QWidget* SourceCard::makeBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(15, 13, 15, 11);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name);
    head->addWidget(m_kind);
    head->addStretch();
    head->addWidget(m_state);
    column->addLayout(head);
    column->addWidget(m_hosts);
    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(12);
    facts->setVerticalSpacing(2);
    const QList<QPair<QString, Label*>> rows{
        {tr("Last event"), m_last}, {tr("Sent as"), m_protocols}, {tr("Refused"), m_refused}, {tr("Write key"), m_key}};
    for (int i = 0; i < rows.size(); ++i) {
        facts->addWidget(new Label(rows.at(i).first, theme::Role::Small, Ink::Text3), i, 0);
        facts->addWidget(rows.at(i).second, i, 1);
    }
    facts->setColumnStretch(1, 1);
    column->addLayout(facts);
    column->addStretch();
    column->addWidget(makeButtons());
    return body;
}

QWidget* SourceCard::makeButtons()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 4, 0, 0);
    auto* link = new Button(tr("Connect"));
    link->setObjectName(QStringLiteral("connect"));
    link->setIconName(QStringLiteral("sources"));
    m_switch = new Button({}, ButtonKind::Quiet);
    m_switch->setObjectName(QStringLiteral("switch"));
    auto* edit = new Button(tr("Edit…"), ButtonKind::Quiet);
    edit->setObjectName(QStringLiteral("edit"));
    auto* remove = new Button(tr("Remove…"), ButtonKind::Quiet);
    row->addWidget(link);
    row->addStretch();
    row->addWidget(m_switch);
    row->addWidget(edit);
    row->addWidget(remove);
    connect(link, &QPushButton::clicked, this, [this] { Q_EMIT connectRequested(sourceId()); });
    connect(m_switch, &QPushButton::clicked, this,
            [this] { Q_EMIT switchRequested(sourceId(), !m_source.data(SourcesModel::EnabledRole).toBool()); });
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(sourceId()); });
    connect(remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(sourceId()); });
    return box;
}

void SourceCard::update(const QTimeZone& zone)
{
    const QLocale locale;
    const int kind = m_source.data(SourcesModel::KindRole).toInt();
    const QStringList hosts = m_source.data(SourcesModel::HostsRole).toStringList();
    const qint64 last = m_source.data(SourcesModel::LastEventRole).toLongLong();
    const int refused = m_source.data(SourcesModel::RefusedRole).toInt();
    m_name->setText(m_source.data().toString());
    m_kind->setText(sourceKindText(kind));
    m_hosts->setText(hosts.isEmpty() ? tr("any host") : hosts.join(QStringLiteral(", ")));
    const bool hasSent = m_source.data(SourcesModel::HasSentRole).toBool();
    const QString none = hasSent ? tr("in the last 30 days") : tr("none yet");
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(last, zone);
    m_last->setText(last == 0 ? none : locale.toString(at, QStringLiteral("d MMM, HH:mm:ss")));
    const QStringList protocols = m_source.data(SourcesModel::ProtocolsRole).toStringList();
    m_protocols->setText(protocols.isEmpty() ? QStringLiteral("–") : protocols.join(QStringLiteral(", ")));
    const QString reasons =
        m_source.data(SourcesModel::ReasonsRole).toStringList().mid(0, 2).join(QStringLiteral(", "));
    m_refused->setText(refused == 0 ? QStringLiteral("0") : tr("%1: %2").arg(locale.toString(refused), reasons));
    m_refused->setInk(refused == 0 ? Ink::Text : Ink::Warning);
    m_key->setText(m_source.data(SourcesModel::WriteKeyRole).toString());
    const bool isOn = m_source.data(SourcesModel::EnabledRole).toBool();
    m_state->setText(!isOn ? tr("off") : hasSent ? tr("receiving") : tr("waiting"));
    m_state->setKind(!isOn ? TagKind::Warning : hasSent ? TagKind::Positive : TagKind::Plain);
    m_switch->setText(isOn ? tr("Switch off") : tr("Switch on"));
}

} // namespace sightglass::gui
