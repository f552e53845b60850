// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/filterbar.h"

#include "gui/widgets/daterangebutton.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

constexpr int kSide = 20;
constexpr int kGap = 6;

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : ThemedWidget(parent)
    , m_add(new ChipButton(this))
    , m_interval(new ChipButton(this))
    , m_compare(new ChipButton(this))
    , m_range(new DateRangeButton(this))
{
    setAccessibleName(tr("Filters and range"));
    m_add->setContent(tr("Filter"), u"filter"_s);
    m_add->setQuiet(true);
    m_add->setKeys(u"/"_s);
    m_interval->setContent(tr("By day"));
    m_compare->setContent(tr("Previous period"), u"compare"_s);
    connect(m_add, &QAbstractButton::clicked, this, &FilterBar::addRequested);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FilterBar::setChips(const std::vector<FilterChipText>& chips)
{
    qDeleteAll(m_chips);
    m_chips.clear();
    for (const FilterChipText& text : chips) {
        auto* chip = new FilterChip(text, this);
        connect(chip, &FilterChip::editRequested, this, [this, id = text.id] { Q_EMIT chipEditRequested(id); });
        // Queued: the chip is deleted while these are answered.
        connect(
            chip, &FilterChip::removeRequested, this, [this, id = text.id] { Q_EMIT chipRemoved(id); },
            Qt::QueuedConnection);
        connect(
            chip, &FilterChip::negateRequested, this, [this, id = text.id] { Q_EMIT chipNegated(id); },
            Qt::QueuedConnection);
        chip->stackUnder(m_add);
        chip->show();
        m_chips.push_back(chip);
    }
    arrange(width(), true);
    updateGeometry();
}

int FilterBar::arrange(int width, bool apply) const
{
    const int high = t().px(26);
    std::vector<QWidget*> left(m_chips.begin(), m_chips.end());
    left.push_back(m_add);
    std::vector<QWidget*> right;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_interval, m_compare, m_range})
        if (!widget->isHidden())
            right.push_back(widget);
    int rightWidth = 0;
    for (const QWidget* widget : right)
        rightWidth += widget->sizeHint().width() + kGap;
    int leftWidth = 0;
    for (const QWidget* widget : left)
        leftWidth += widget->sizeHint().width() + kGap;
    const bool twoLines = leftWidth + rightWidth + 2 * kSide > width;
    if (rightWidth + 2 * kSide - kGap > width) { // Too much for a line of its own: all flow from the left.
        left.insert(left.begin(), right.begin(), right.end());
        right.clear();
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](QWidget* widget, int x, int y) {
        const QSize size(widget->sizeHint().width(), high);
        if (apply)
            widget->setGeometry(mirrored ? width - x - size.width() : x, y, size.width(), size.height());
    };
    const int top = t().px(3);
    int x = width - kSide - rightWidth + kGap;
    for (QWidget* widget : right) {
        place(widget, std::max(kSide, x), top);
        x += widget->sizeHint().width() + kGap;
    }
    x = kSide;
    int y = twoLines && !right.empty() ? top + high + kGap : top;
    for (QWidget* widget : left) {
        const int wide = widget->sizeHint().width();
        if (x > kSide && x + wide > width - kSide) {
            x = kSide;
            y += high + kGap;
        }
        place(widget, x, y);
        x += wide + kGap;
    }
    return y + high + t().px(7);
}

int FilterBar::heightForWidth(int width) const
{
    return arrange(width, false);
}
QSize FilterBar::sizeHint() const
{
    return {900, t().px(36)};
}
QSize FilterBar::minimumSizeHint() const
{
    return {320, t().px(36)};
}

void FilterBar::resizeEvent(QResizeEvent*)
{
    arrange(width(), true);
}

bool FilterBar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        arrange(width(), true);
        updateGeometry();
    }
    return ThemedWidget::event(event);
}

} // namespace sightglass::gui
