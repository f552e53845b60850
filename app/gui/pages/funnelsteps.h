// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"
#include "models/funneldefinition.h"

class QHBoxLayout;

namespace sightglass::gui {

/// The head of a step: its number, what it is, and of which kind. GUI thread; owned by FunnelSteps.
class FunnelStepCard final : public ThemedButton
{
    Q_OBJECT

public:
    FunnelStepCard(int number, const models::FunnelCondition& step, QWidget* parent = nullptr);
    void setChosen(bool chosen);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const int m_number;
    const QString m_kind;
    bool m_isChosen = false;
};

/// The heads of all steps, each above its bar of the chart. GUI thread; owned by the Funnels page.
class FunnelSteps final : public QWidget
{
    Q_OBJECT

public:
    explicit FunnelSteps(QWidget* parent = nullptr);
    void setSteps(const QList<models::FunnelCondition>& steps);
    /// Below 0: none.
    void setChosen(int step);
    [[nodiscard]] FunnelStepCard* card(int step) const { return m_cards.value(step); }

Q_SIGNALS:
    void editRequested(int step);

private:
    QHBoxLayout* m_row;
    QList<FunnelStepCard*> m_cards;
};

} // namespace sightglass::gui
