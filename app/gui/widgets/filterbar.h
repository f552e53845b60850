// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/filterchip.h"

#include <vector>

namespace sightglass::gui {

class DateRangeButton;

/// 36 px below the header: filters left; interval, comparison and range right. Wraps to two lines when it is narrow and
/// never scrolls. GUI thread; owned by the page.
class FilterBar final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setChips(const std::vector<FilterChipText>& chips);
    [[nodiscard]] ChipButton* filterButton() const { return m_add; }
    [[nodiscard]] ChipButton* intervalButton() const { return m_interval; }
    [[nodiscard]] ChipButton* compareButton() const { return m_compare; }
    [[nodiscard]] DateRangeButton* rangeButton() const { return m_range; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void addRequested();
    void chipEditRequested(const QString& id);
    void chipRemoved(const QString& id);
    void chipNegated(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Places the chips when `apply` is set; returns the height it takes.
    int arrange(int width, bool apply) const;

    std::vector<FilterChip*> m_chips;
    ChipButton* m_add;
    ChipButton* m_interval;
    ChipButton* m_compare;
    DateRangeButton* m_range;
};

} // namespace sightglass::gui
