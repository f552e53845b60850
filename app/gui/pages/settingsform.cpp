// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/settingsform.h"

#include "gui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sightglass::gui {

SettingsForm::SettingsForm(const QString& title, QWidget* parent)
    : Panel(parent)
{
    setTitle(title);
    auto* box = new QWidget;
    m_column = new QVBoxLayout(box);
    m_column->setContentsMargins(15, 4, 15, 14);
    m_column->setSpacing(14);
    setContent(box);
}

void SettingsForm::addSetting(const QString& name, const QString& explanation, QWidget* control)
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(24);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(new Label(name, theme::Role::Label));
    auto* small = new Label(explanation, theme::Role::Small, Ink::Text3);
    small->setWordWrap(true);
    small->setVisible(!explanation.isEmpty());
    words->addWidget(small);
    words->addStretch();
    line->addLayout(words, 1);
    line->addWidget(control, 0, Qt::AlignRight | Qt::AlignVCenter);
    control->setAccessibleName(name);
    m_column->addWidget(row);
    m_rows.append({name + QLatin1Char(' ') + explanation, row});
}

void SettingsForm::addWide(QWidget* widget)
{
    m_column->addWidget(widget);
    m_rows.append({widget->accessibleName(), widget});
}

bool SettingsForm::search(const QString& words)
{
    bool any = false;
    for (const Row& row : std::as_const(m_rows)) {
        const bool fits = words.isEmpty() || row.words.contains(words, Qt::CaseInsensitive);
        row.widget->setVisible(fits);
        any |= fits;
    }
    return any;
}

} // namespace sightglass::gui
