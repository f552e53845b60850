// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/peoplefigures.h"
#include "gui/widgets/panel.h"

#include <QTimeZone>

class QVBoxLayout;

namespace sightglass::gui {

/// Who a person is: name and place, figures, what is known, ids. GUI thread; owned by the Person page.
class PersonFacts final : public Panel
{
    Q_OBJECT

public:
    explicit PersonFacts(QWidget* parent = nullptr);
    void clear();
    void setPerson(const client::Person& person, const QTimeZone& zone);

private:
    void addName(QVBoxLayout* column, const client::Person& person);
    void addFigures(QVBoxLayout* column, const client::Person& person, const QTimeZone& zone);
    void addPairs(QVBoxLayout* column, const QString& title, const QList<QPair<QString, QString>>& pairs, bool areIds);
};

} // namespace sightglass::gui
