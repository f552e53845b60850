// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/exclusions.h"

#include <QWidget>

namespace sightglass::gui {

class IdField;

/// A field for each kind of exclusion rule; what is wrong is said below it. GUI thread; owned by its parent.
class ExclusionFields final : public QWidget
{
    Q_OBJECT

public:
    /// `prefix` of the fields' object names: "project-" gives "project-pages".
    explicit ExclusionFields(const QString& prefix, QWidget* parent = nullptr);

    void setExclusions(const domain::Exclusions& exclusions);
    /// As typed; of a kind with a faulty rule as set before.
    [[nodiscard]] domain::Exclusions exclusions() const;
    [[nodiscard]] bool isValid() const;
    /// All its labels, for searching.
    [[nodiscard]] QString words() const;
    /// The field of a member of API v2, "pages"; null for another.
    [[nodiscard]] IdField* field(const QString& member) const;

Q_SIGNALS:
    void edited();
    void left();

private:
    domain::Exclusions m_set;
    QList<IdField*> m_fields;
};

} // namespace sightglass::gui
