// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDoubleSpinBox;

namespace sightglass::gui {

class Segmented;

/// No limit, or a number with its unit. The number shows only while there is a limit. GUI thread; owned by its parent.
class LimitField final : public QWidget
{
    Q_OBJECT

public:
    struct Unit
    {
        QString suffix; ///< With its space.
        int decimals = 0;
        double most = 0;
        double suggestion = 0; ///< Shown first when somebody wants a limit.
    };

    /// The words of the two choices and of the number.
    LimitField(const QString& without, const QString& with, const Unit& unit, QWidget* parent = nullptr);
    /// 0 is no limit. Does not emit.
    void setLimit(double limit);

Q_SIGNALS:
    /// Somebody wants another limit than the one last set or chosen; 0 is none.
    void chosen(double limit);

private:
    void choose(double limit);

    Unit m_unit;
    Segmented* m_kind;
    QDoubleSpinBox* m_number;
    double m_limit = 0;
};

} // namespace sightglass::gui
