// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/exclusionfields.h"

#include "gui/pages/idfield.h"
#include "models/exclusionrules.h"

#include <QVBoxLayout>

#include <algorithm>

namespace sightglass::gui {

using models::ExclusionKind;
using models::ExclusionRules;

ExclusionFields::ExclusionFields(const QString& prefix, QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const ExclusionKind& kind : ExclusionRules::kinds()) {
        auto* field = new IdField({kind.member, kind.label, kind.hint, prefix, ExclusionRules::fault});
        column->addWidget(field);
        m_fields.append(field);
        connect(field, &IdField::edited, this, &ExclusionFields::edited);
        connect(field, &IdField::left, this, &ExclusionFields::left);
    }
}

void ExclusionFields::setExclusions(const domain::Exclusions& exclusions)
{
    m_set = exclusions;
    for (IdField* field : std::as_const(m_fields))
        field->setText(ExclusionRules::text(exclusions, field->member()));
}

domain::Exclusions ExclusionFields::exclusions() const
{
    domain::Exclusions out = m_set;
    for (const IdField* field : m_fields)
        out = ExclusionRules::with(out, field->member(), field->text());
    return out;
}

bool ExclusionFields::isValid() const
{
    return std::all_of(m_fields.cbegin(), m_fields.cend(), [](const IdField* field) { return field->isValid(); });
}

QString ExclusionFields::words() const
{
    QStringList words;
    for (const ExclusionKind& kind : ExclusionRules::kinds())
        words << kind.label << kind.hint;
    return words.join(QLatin1Char(' '));
}

IdField* ExclusionFields::field(const QString& member) const
{
    const auto found = std::find_if(m_fields.cbegin(), m_fields.cend(),
                                    [&](const IdField* field) { return field->member() == member; });
    return found == m_fields.cend() ? nullptr : *found;
}

} // namespace sightglass::gui
