// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/headerbar.h"

#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/searchfield.h"
#include "theme/painting.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

namespace {

/// "Sources" in "Sources / Connect": reads as part of the title, and goes there.
class PlaceButton final : public ThemedButton
{
public:
    using ThemedButton::ThemedButton;

    [[nodiscard]] QSize sizeHint() const override
    {
        const qreal wide = QFontMetricsF(t().font(theme::Role::Lead)).horizontalAdvance(text());
        return {int(std::ceil(wide)) + 4, t().px(28)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        QFont font = t().font(theme::Role::Lead);
        font.setUnderline(isHovered());
        theme::drawLine(painter, QRectF(rect()).adjusted(2, 0, 0, 0), text(), font,
                        isHovered() ? t().text.text : t().text.text2, Qt::AlignLeft, Qt::ElideNone);
        if (showsRing())
            theme::roundedBox(painter, rect(), t().radius.chip, QColor(), t().line.focus, 2);
    }
};

/// Ends in an ellipsis where there is no room for all of it.
class ShortLabel final : public Label
{
public:
    using Label::Label;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, Label::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        theme::drawLine(painter, rect(), text(), font(), palette().color(QPalette::WindowText));
    }
};

} // namespace

HeaderBar::HeaderBar(QWidget* parent)
    : ThemedWidget(parent)
    , m_back(new IconButton(u"back"_s, tr("Back"), this))
    , m_forward(new IconButton(u"forward"_s, tr("Forward"), this))
    , m_place(new PlaceButton(this))
    , m_slash(new Label(u"/"_s, theme::Role::Title, Ink::Text3, this))
    , m_title(new Label({}, theme::Role::Title, Ink::Text, this))
    , m_subtitle(new ShortLabel({}, theme::Role::Small, Ink::Text3, this))
    , m_actions(new QHBoxLayout)
    , m_search(new SearchButton(tr("Search or jump to…"), u"Ctrl K"_s, this))
    , m_help(new IconButton(u"help"_s, tr("Keys and help"), this))
    , m_more(new IconButton(u"more"_s, tr("More"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 20, 0);
    row->setSpacing(2);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addSpacing(6);
    row->addWidget(m_place);
    row->addWidget(m_slash);
    row->addWidget(m_title);
    row->addSpacing(8);
    row->addWidget(m_subtitle);
    row->addStretch(1);
    m_actions->setSpacing(6);
    row->addLayout(m_actions);
    row->addSpacing(6);
    row->addWidget(m_search);
    row->addSpacing(4);
    row->addWidget(m_help);
    row->addWidget(m_more);
    m_title->setContentsMargins(2, 0, 0, 0);
    m_slash->setContentsMargins(6, 0, 4, 0);
    m_title->setObjectName(u"pageTitle"_s);
    m_place->hide();
    m_slash->hide();
    setCanGo(false, false);
    connect(m_back, &QPushButton::clicked, this, &HeaderBar::backRequested);
    connect(m_forward, &QPushButton::clicked, this, &HeaderBar::forwardRequested);
    connect(m_place, &QAbstractButton::clicked, this, &HeaderBar::placeClicked);
    connect(m_search, &QAbstractButton::clicked, this, &HeaderBar::searchRequested);
    connect(m_help, &QPushButton::clicked, this, &HeaderBar::helpRequested);
    connect(m_more, &QPushButton::clicked, this, [this] {
        if (m_moreMenu != nullptr)
            m_moreMenu->popup(
                m_more->mapToGlobal(QPoint(m_more->width() - m_moreMenu->sizeHint().width(), m_more->height() + 4)));
    });
    themeChanged();
}

QSize HeaderBar::sizeHint() const
{
    return {640, t().px(48)};
}

void HeaderBar::themeChanged()
{
    setFixedHeight(t().px(48));
    ThemedWidget::themeChanged();
}

void HeaderBar::setTitle(const QString& title, const QString& subtitle, const QString& place)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    m_place->setText(place);
    m_place->updateGeometry();
    m_place->setVisible(!place.isEmpty());
    m_slash->setVisible(!place.isEmpty());
    setAccessibleName(title);
}

void HeaderBar::setCanGo(bool back, bool forward)
{
    m_back->setEnabled(back);
    m_forward->setEnabled(forward);
}

void HeaderBar::setPageActions(const QList<QWidget*>& actions)
{
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (QWidget* action : actions)
        m_actions->addWidget(action);
}

void HeaderBar::setMoreMenu(QMenu* menu)
{
    m_moreMenu = menu;
}

} // namespace sightglass::gui
