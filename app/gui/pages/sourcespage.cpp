// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/sourcespage.h"

#include "client/parsedirectory.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/sourcecard.h"
#include "gui/pages/sharedaddresslist.h"
#include "gui/pages/sourcedialog.h"
#include "gui/pages/unknownlist.h"
#include "gui/widgets/button.h"
#include "gui/widgets/emptystate.h"
#include "models/livetable.h"
#include "models/unknownsender.h"
#include "theme/tokens.h"

#include <QGridLayout>
#include <QMessageBox>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {

constexpr int kCardHeight = 216;
constexpr int kThreeColumnsFrom = 1'240;
constexpr int kStackedBelow = 700;

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget())
            widget->deleteLater();
        delete item;
    }
}

} // namespace

SourcesPage::SourcesPage(Session& session, QWidget* parent)
    : Page(QStringLiteral("sources"), parent)
    , m_session(session)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* content = makeScrolledContent(outer);
    auto* unknown = new UnknownList(session);
    connect(unknown, &UnknownList::createRequested, this, &SourcesPage::createFor);
    m_grid = new QGridLayout;
    m_grid->setSpacing(16);
    auto* empty = new EmptyState;
    empty->setText(tr("No sources yet"),
                   tr("A source is a site, app or program that sends events. It has a key of its own."));
    auto* add = new Button(tr("Add a source"), ButtonKind::Primary);
    add->setIconName(QStringLiteral("plus"));
    connect(add, &QPushButton::clicked, this, &SourcesPage::addSource);
    empty->setButtons({add});
    m_empty = empty;
    content->addWidget(new SharedAddressList(session));
    content->addWidget(unknown);
    content->addLayout(m_grid);
    content->addWidget(m_empty);
    content->addStretch();
    connect(&session, &Session::sourcesChanged, this, &SourcesPage::rebuild);
    connect(&session.sources(), &models::SourcesModel::unknownSendersChanged, this, &Page::costChanged);
    connect(&session.sources(), &QAbstractItemModel::dataChanged, this, &SourcesPage::updateCards);
    addKey(QStringLiteral("Ctrl+Shift+N"), tr("Add a source"), [this] { addSource(); });
    rebuild();
}

QList<QWidget*> SourcesPage::makeActions()
{
    auto* add = new Button(tr("Add source"), ButtonKind::Primary);
    add->setObjectName(QStringLiteral("add-source"));
    add->setIconName(QStringLiteral("plus"));
    connect(add, &QPushButton::clicked, this, &SourcesPage::addSource);
    return {add};
}

QString SourcesPage::cost() const
{
    const qsizetype unknown = m_session.sources().unknownSenders().size();
    QStringList parts{tr("%n sources", nullptr, m_session.sources().rowCount())};
    if (unknown > 0)
        parts.append(tr("%n unknown senders", nullptr, int(unknown)));
    return parts.join(QStringLiteral(" · "));
}

models::CsvTable SourcesPage::table() const
{
    return models::sourcesTable(m_session.sources());
}

void SourcesPage::refresh()
{
    m_session.refreshSources();
}

void SourcesPage::setDetail(const QString& detail)
{
    if (const std::optional<client::SenderInfo> sender = models::UnknownSender::ofPlace(detail))
        createFor(*sender);
}

void SourcesPage::createFor(const client::SenderInfo& sender)
{
    edit(models::UnknownSender::source(sender), sender.protocol);
}

void SourcesPage::addSource()
{
    edit({});
}

void SourcesPage::edit(const client::SourceInfo& source, const QString& protocol)
{
    auto* dialog = new SourceDialog(m_session, source, window());
    connect(dialog, &SourceDialog::saved, this,
            [this, protocol, isNew = source.id.isEmpty()](const client::SourceInfo& answer) {
                saved(answer, isNew, protocol);
            });
    dialog->open();
}

void SourcesPage::saved(const client::SourceInfo& source, bool isNew, const QString& protocol)
{
    m_session.refreshSources();
    if (!isNew)
        return;
    Q_EMIT m_session.said(QStringLiteral("check"), tr("%1 was added").arg(source.title()), [this, source] {
        m_session.hub().removeSource(m_session.projectId(), source.id, this,
                                     [this](const Expected<void>&) { m_session.refreshSources(); });
    });
    Q_EMIT m_session.placeRequested(QStringLiteral("connect"),
                                    protocol.isEmpty() ? source.id : source.id + QLatin1Char('/') + protocol);
}

void SourcesPage::switchSource(const QString& id, bool on)
{
    const client::SourceInfo* found = m_session.sources().find(id);
    if (!found)
        return;
    const QString title = found->title();
    m_session.hub().changeSource(m_session.projectId(), id, {{QStringLiteral("enabled"), on}}, this,
                                 [this, id, on, title](const Expected<client::SourceInfo>& answer) {
                                     if (!answer)
                                         return Q_EMIT m_session.said(QStringLiteral("error"),
                                                                      errorText(answer.error()), {});
                                     m_session.refreshSources();
                                     Q_EMIT m_session.said(QStringLiteral("check"),
                                                           on ? tr("%1 is on again").arg(title)
                                                              : tr("%1 is off: what it sends is refused").arg(title),
                                                           [this, id, on] { switchSource(id, !on); });
                                 });
}

void SourcesPage::remove(const QString& id)
{
    const client::SourceInfo* found = m_session.sources().find(id);
    if (!found)
        return;
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Remove a source"), tr("Remove %1?").arg(found->title()),
                                QMessageBox::Cancel, window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("What it sends from now on is refused, and its events are deleted. Switch it off to keep them."));
    QAbstractButton* yes = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    setButtonKind(yes, ButtonKind::Danger);
    connect(yes, &QAbstractButton::clicked, this, [this, source = *found] {
        m_session.hub().removeSource(
            m_session.projectId(), source.id, this, [this, source](const Expected<void>& answer) {
                if (!answer)
                    return Q_EMIT m_session.said(QStringLiteral("error"), errorText(answer.error()), {});
                m_session.refreshSources();
                // The same ids again, so that senders are taken as before.
                Q_EMIT m_session.said(
                    QStringLiteral("delete"), tr("%1 was removed").arg(source.title()), [this, source] {
                        m_session.hub().addSource(
                            m_session.projectId(), client::changes(client::SourceInfo(), source), this,
                            [this](const Expected<client::SourceInfo>&) { m_session.refreshSources(); });
                    });
            });
    });
    box->open();
}

void SourcesPage::rebuild()
{
    clear(m_grid);
    m_cards.clear();
    models::SourcesModel& model = m_session.sources();
    for (int row = 0; row < model.rowCount(); ++row) {
        auto* card = new SourceCard(model.index(row));
        connect(card, &SourceCard::connectRequested, this,
                [this](const QString& id) { Q_EMIT m_session.placeRequested(QStringLiteral("connect"), id); });
        connect(card, &SourceCard::editRequested, this, [this](const QString& id) {
            if (const client::SourceInfo* source = m_session.sources().find(id))
                edit(*source);
        });
        connect(card, &SourceCard::switchRequested, this, &SourcesPage::switchSource);
        connect(card, &SourceCard::removeRequested, this, &SourcesPage::remove);
        m_cards.append(card);
    }
    m_empty->setVisible(m_cards.isEmpty());
    m_columns = 0;
    arrange();
    fitCards();
    updateCards();
    Q_EMIT costChanged();
}

void SourcesPage::updateCards()
{
    for (SourceCard* card : std::as_const(m_cards))
        card->update(m_session.zone());
}

void SourcesPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() != QEvent::StyleChange || m_grid == nullptr)
        return;
    arrange();
    fitCards();
}

void SourcesPage::fitCards()
{
    for (SourceCard* card : std::as_const(m_cards))
        card->setMinimumHeight(theme::tokens(this).px(kCardHeight));
}

void SourcesPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void SourcesPage::arrange()
{
    const theme::Tokens& t = theme::tokens(this);
    const int columns = width() >= t.px(kThreeColumnsFrom) ? 3 : width() < t.px(kStackedBelow) ? 1 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < m_cards.size(); ++i) {
        m_grid->removeWidget(m_cards.at(i));
        m_grid->addWidget(m_cards.at(i), i / columns, i % columns);
    }
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

} // namespace sightglass::gui
