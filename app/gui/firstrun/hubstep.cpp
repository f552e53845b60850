// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/hubstep.h"

#include "gui/style/controlkinds.h"
#include "gui/widgets/choicecard.h"
#include "gui/widgets/label.h"
#include "gui/widgets/secretfield.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace sightglass::gui {

namespace {
constexpr std::chrono::milliseconds kTypingPause{500};
constexpr int kFieldWidth = 420;
} // namespace

HubStep::HubStep(HubHost* host, ConnectionKeeper& keeper, QWidget* parent)
    : Step(tr("Where should your hub live?"),
           tr("The hub takes events in and keeps them. It should be a machine that stays on, so that nothing slips by "
              "while you sleep."),
           parent)
    , m_host(host)
    , m_keeper(keeper)
    , m_here(new ChoiceCard(tr("This computer"), tr("Fine for trying out. Events arrive while it is switched on."),
                            QStringLiteral("desktop")))
    , m_elsewhere(
          new ChoiceCard(tr("Somewhere else"),
                         tr("Type the address of a hub that you can reach, in the next room or across the world."),
                         QStringLiteral("globe")))
{
    m_here->setObjectName(QStringLiteral("hub-here"));
    m_elsewhere->setObjectName(QStringLiteral("hub-elsewhere"));
    content()->addWidget(m_here);
    content()->addWidget(m_elsewhere);
    content()->addWidget(makeElsewhere());
    content()->addStretch();
    m_here->setVisible(host);
    (host ? m_here : m_elsewhere)->setChecked(true);
    m_form->setVisible(!host);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &HubStep::tryHub);
    connect(m_elsewhere, &QAbstractButton::toggled, this, [this](bool on) {
        m_form->setVisible(on);
        Q_EMIT completeChanged();
    });
    connect(m_address, &QLineEdit::textEdited, this, &HubStep::changed);
    connect(m_token, &QLineEdit::textEdited, this, &HubStep::changed);
}

QWidget* HubStep::makeElsewhere()
{
    m_form = new QWidget;
    auto* column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(6);
    m_address = new QLineEdit;
    m_address->setObjectName(QStringLiteral("hub-address"));
    m_address->setPlaceholderText(tr("attic:8484"));
    m_address->setAccessibleName(tr("Address"));
    m_token = new SecretField;
    m_token->setObjectName(QStringLiteral("hub-token"));
    m_token->setAccessibleName(tr("Access token"));
    m_state = new Label({}, theme::Role::SmallMedium, Ink::Text3);
    m_state->setObjectName(QStringLiteral("hub-state"));
    for (QLineEdit* field : std::initializer_list<QLineEdit*>{m_address, m_token}) {
        setControlSize(field, ControlSize::Large);
        field->setFixedWidth(kFieldWidth);
    }
    column->addWidget(new Label(tr("Address"), theme::Role::Label));
    column->addWidget(m_address);
    column->addWidget(new Label(tr("Access token"), theme::Role::Label));
    auto* row = new QHBoxLayout;
    row->addWidget(m_token);
    row->addSpacing(6);
    row->addWidget(m_state, 1);
    column->addLayout(row);
    auto* hint = new Label(tr("On that machine, run <code>sightglassd token add desk --scope admin</code> and paste "
                              "what it shows. It is kept in your keychain."),
                           theme::Role::Small, Ink::Text2);
    hint->setTextFormat(Qt::RichText);
    hint->setWordWrap(true);
    column->addWidget(hint);
    m_file = new QCheckBox(tr("There is no keychain here: keep the token in a file that only I can read"));
    m_file->setObjectName(QStringLiteral("hub-file"));
    m_file->hide();
    column->addWidget(m_file);
    return m_form;
}

bool HubStep::isHere() const
{
    return m_here->isChecked() && m_host;
}

client::Connection HubStep::connection() const
{
    return {client::addressFromText(m_address->text()), m_token->text().trimmed()};
}

bool HubStep::isComplete() const
{
    return isHere() || m_isKnown;
}

QString HubStep::footText() const
{
    return tr("Nothing leaves your network. Sightglass contacts nobody that you did not name.");
}

void HubStep::changed()
{
    m_isKnown = false;
    m_pending.cancel();
    showState({}, false);
    m_typing.start();
    Q_EMIT completeChanged();
}

void HubStep::tryHub()
{
    const client::Connection connection = this->connection();
    if (!connection.isValid() || connection.token.isEmpty())
        return showState(
            m_address->text().isEmpty() || connection.isValid() ? QString() : tr("This is not an address."), false);
    m_client.setConnection(connection);
    m_pending = m_client.projects(this, [this](const Expected<QList<client::ProjectInfo>>& answer) { tried(answer); });
}

void HubStep::tried(const Expected<QList<client::ProjectInfo>>& answer)
{
    m_isKnown = answer.has_value();
    if (answer)
        showState(tr("%1 says hello").arg(connection().base.host()), true);
    else if (answer.error().code == ErrorCode::Unauthorized)
        showState(tr("%1 does not know this token.").arg(connection().base.host()), false);
    else
        showState(tr("%1 does not answer.").arg(connection().display()), false);
    Q_EMIT completeChanged();
}

void HubStep::showState(const QString& text, bool isGood)
{
    m_state->setText(text);
    m_state->setInk(isGood ? Ink::Positive : Ink::Negative);
}

void HubStep::proceed()
{
    if (isHere()) {
        m_keeper.forget();
        m_host->start();
        Q_EMIT finished();
        return;
    }
    if (m_file->isChecked())
        m_keeper.allowFile();
    m_keeper.keep(connection(), [this](const Expected<void>& kept) {
        if (kept)
            return Q_EMIT finished();
        m_file->show();
        showState(tr("The keychain does not take it."), false);
    });
}

} // namespace sightglass::gui
