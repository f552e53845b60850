// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/figurerow.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

#include <algorithm>

namespace sightglass::gui {

FigureRow::FigureRow(QWidget* parent)
    : ThemedWidget(parent)
{
    setAccessibleName(tr("Figures"));
    // Not Fixed: that would keep it at one row, whatever heightForWidth says.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FigureRow::setFigures(const std::vector<Figure>& figures)
{
    while (m_cards.size() > figures.size()) {
        delete m_cards.back();
        m_cards.pop_back();
    }
    while (m_cards.size() < figures.size()) {
        auto* card = new FigureCard(this);
        card->setAutoExclusive(true);
        card->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(card, &QAbstractButton::clicked, this, [this, card] {
            m_current = card->figure().id;
            Q_EMIT chosen(m_current);
        });
        connect(card, &FigureCard::addRequested, this, [this, card] { Q_EMIT added(card->figure().id); });
        connect(card, &QWidget::customContextMenuRequested, this,
                [this, card](const QPoint& at) { Q_EMIT menuRequested(card->figure().id, card->mapToGlobal(at)); });
        card->show();
        m_cards.push_back(card);
    }
    bool kept = false;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        m_cards[i]->setFigure(figures[i]);
        kept = kept || figures[i].id == m_current;
    }
    setCurrent(kept || figures.empty() ? m_current : figures.front().id);
    arrange();
    updateGeometry();
}

void FigureRow::setCurrent(const QString& id)
{
    m_current = id;
    for (FigureCard* card : m_cards)
        if (card->figure().id == id)
            card->setChecked(true);
}

void FigureRow::setAdded(const QString& id)
{
    for (FigureCard* card : m_cards)
        card->setAdded(card->figure().id == id && !id.isEmpty());
}

FigureCard* FigureRow::card(const QString& id) const
{
    const auto found =
        std::find_if(m_cards.begin(), m_cards.end(), [&](const FigureCard* card) { return card->figure().id == id; });
    return found == m_cards.end() ? nullptr : *found;
}

int FigureRow::rowsFor(int width) const
{
    const int least = t().px(132);
    const int count = static_cast<int>(m_cards.size());
    return count == 0 || width / count >= least ? 1 : std::max(2, (count * least + width - 1) / std::max(1, width));
}

int FigureRow::heightForWidth(int width) const
{
    const int card = m_cards.empty() ? t().px(92) : m_cards.front()->sizeHint().height();
    return card * rowsFor(width);
}

QSize FigureRow::sizeHint() const
{
    return {1030, minimumSizeHint().height()};
}

// One row: a layout asks heightForWidth for what a narrow window really takes.
QSize FigureRow::minimumSizeHint() const
{
    return {t().px(132) * 2, m_cards.empty() ? t().px(92) : m_cards.front()->sizeHint().height()};
}

void FigureRow::arrange()
{
    const int rows = rowsFor(width());
    const int count = static_cast<int>(m_cards.size());
    if (count == 0)
        return;
    const int perRow = (count + rows - 1) / rows;
    const int high = m_cards.front()->sizeHint().height();
    for (int i = 0; i < count; ++i) {
        const int row = i / perRow;
        const int inRow = std::min(perRow, count - row * perRow);
        const int column = i % perRow;
        const int left = column * width() / inRow;
        const int right = (column + 1) * width() / inRow;
        FigureCard* card = m_cards[static_cast<std::size_t>(i)];
        card->setGeometry(left, row * high, right - left, high);
        card->setPlace(row == 0 && column == 0, column == inRow - 1);
    }
}

void FigureRow::resizeEvent(QResizeEvent*)
{
    arrange();
}

void FigureRow::themeChanged()
{
    arrange();
    ThemedWidget::themeChanged();
}

void FigureRow::keyPressEvent(QKeyEvent* event)
{
    const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    for (std::size_t i = 0; by != 0 && i < m_cards.size(); ++i) {
        const int next = static_cast<int>(i) + by;
        if (m_cards[i]->hasFocus() && next >= 0 && next < static_cast<int>(m_cards.size())) {
            m_cards[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
            m_cards[static_cast<std::size_t>(next)]->click();
            return;
        }
    }
    ThemedWidget::keyPressEvent(event);
}

} // namespace sightglass::gui
