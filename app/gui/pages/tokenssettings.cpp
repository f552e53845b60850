// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/tokenssettings.h"

#include "gui/pages/pageframe.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/snippetbox.h"
#include "gui/widgets/tag.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {

QString scopeText(domain::Scope scope)
{
    switch (scope) {
    case domain::Scope::Read: return TokensSettings::tr("may look");
    case domain::Scope::Write: return TokensSettings::tr("may look and send");
    case domain::Scope::Admin: return TokensSettings::tr("may do everything");
    }
    return {};
}

} // namespace

TokensSettings::TokensSettings(Session& session, QWidget* parent)
    : SettingsForm(tr("People and access"), parent)
    , m_session(session)
    , m_list(new QVBoxLayout)
{
    auto* make = new QWidget;
    auto* row = new QHBoxLayout(make);
    row->setContentsMargins(0, 0, 0, 0);
    auto* name = new QLineEdit;
    name->setObjectName(QStringLiteral("token-name"));
    name->setPlaceholderText(tr("Who or what it is for"));
    auto* scope = new QComboBox;
    scope->setAccessibleName(tr("What it may do"));
    for (const domain::Scope one : {domain::Scope::Read, domain::Scope::Write, domain::Scope::Admin})
        scope->addItem(scopeText(one));
    auto* button = new Button(tr("Make a token"));
    row->addWidget(name);
    row->addWidget(scope);
    row->addWidget(button);
    addSetting(tr("Tokens"), tr("Other programs and windows on other computers use one each."), make);
    auto* box = new QWidget;
    box->setLayout(m_list);
    m_list->setContentsMargins(0, 0, 0, 0);
    box->setAccessibleName(tr("Tokens"));
    addWide(box);
    connect(button, &QPushButton::clicked, this, [this, name, scope] {
        if (name->text().trimmed().isEmpty())
            return name->setFocus();
        m_session.hub().addToken(name->text().trimmed(), domain::Scope(scope->currentIndex()), this,
                                 [this, name](const Expected<client::TokenInfo>& answer) {
                                     if (!answer)
                                         return Q_EMIT m_session.said(QStringLiteral("error"),
                                                                      errorText(answer.error()), {});
                                     name->clear();
                                     showNew(*answer);
                                     refresh();
                                 });
    });
}

void TokensSettings::refresh()
{
    m_session.hub().tokens(this, [this](const Expected<QList<client::TokenInfo>>& answer) {
        if (answer)
            show(*answer);
    });
}

void TokensSettings::show(const QList<client::TokenInfo>& tokens)
{
    while (QLayoutItem* item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const client::TokenInfo& token : tokens) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(new Label(token.name, theme::Role::Label));
        row->addWidget(new Tag(scopeText(token.scope)));
        row->addStretch();
        if (token.createdAt > TimePoint{}) {
            const QDateTime made = QDateTime::fromMSecsSinceEpoch(toMs(token.createdAt));
            row->addWidget(
                new Label(QLocale().toString(made.date(), QLocale::ShortFormat), theme::Role::Small, Ink::Text3));
        }
        auto* revoke = new Button(tr("Revoke"), ButtonKind::Quiet);
        revoke->setControl(ControlSize::Small);
        revoke->setAccessibleName(tr("Revoke %1").arg(token.name));
        connect(revoke, &QPushButton::clicked, this, [this, token] { remove(token); });
        row->addWidget(revoke);
        m_list->addWidget(line);
    }
}

void TokensSettings::showNew(const client::TokenInfo& token)
{
    auto* dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Token for %1").arg(token.name));
    auto* column = new QVBoxLayout(dialog);
    auto* words = new Label(tr("Copy it now: the hub keeps only its fingerprint and cannot show it again."));
    words->setWordWrap(true);
    column->addWidget(words);
    auto* box = new SnippetBox;
    box->setSnippets({{{}, token.token, SnippetLanguage::Plain, false}});
    column->addWidget(box);
    auto* close = new Button(tr("Done"), ButtonKind::Primary);
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->setMinimumWidth(460);
    dialog->open();
}

void TokensSettings::remove(const client::TokenInfo& token)
{
    m_session.hub().removeToken(token.id, this, [this, token](const Expected<void>& answer) {
        Q_EMIT m_session.said(
            answer ? QStringLiteral("check") : QStringLiteral("error"),
            answer ? tr("The token of %1 works no longer").arg(token.name) : errorText(answer.error()), {});
        refresh();
    });
}

} // namespace sightglass::gui
