// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/limitfield.h"

#include "gui/widgets/segmented.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>

#include <cmath>

namespace sightglass::gui {

LimitField::LimitField(const QString& without, const QString& with, const Unit& unit, QWidget* parent)
    : QWidget(parent)
    , m_unit(unit)
    , m_kind(new Segmented({without, with}))
    , m_number(new QDoubleSpinBox)
{
    m_number->setDecimals(unit.decimals);
    m_number->setRange(std::pow(10.0, -unit.decimals), unit.most);
    m_number->setSuffix(unit.suffix);
    m_number->setAccessibleName(with);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_kind);
    line->addWidget(m_number);
    setFocusProxy(m_kind);
    connect(m_kind, &Segmented::chosen, this, [this](int kind) {
        m_number->setVisible(kind == 1);
        if (kind == 0)
            return choose(0);
        m_number->setValue(m_unit.suggestion);
        m_number->setFocus(Qt::OtherFocusReason);
        m_number->selectAll();
    });
    // Comes a second time when the number loses the focus to what the first one opened.
    connect(m_number, &QDoubleSpinBox::editingFinished, this, [this] { choose(m_number->value()); });
    setLimit(0);
}

void LimitField::setLimit(double limit)
{
    m_kind->setCurrent(limit > 0 ? 1 : 0);
    m_number->setVisible(limit > 0);
    if (limit > 0)
        m_number->setValue(limit);
    m_limit = limit > 0 ? m_number->value() : 0;
}

void LimitField::choose(double limit)
{
    if (limit == m_limit || (limit > 0 && m_kind->current() == 0))
        return;
    m_limit = limit;
    Q_EMIT chosen(limit);
}

} // namespace sightglass::gui
