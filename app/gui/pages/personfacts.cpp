// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/personfacts.h"

#include "gui/widgets/label.h"
#include "models/peoplemodel.h"

#include <QDateTime>
#include <QGridLayout>
#include <QJsonDocument>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sightglass::gui {

using models::PeopleModel;

namespace {

constexpr int kMostIds = 20;
constexpr int kKeyWidth = 84;

QString dayText(TimePoint at, const QTimeZone& zone)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(toMs(at), zone).date(), QLocale::ShortFormat);
}

QString traitText(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? PersonFacts::tr("yes") : PersonFacts::tr("no");
    if (value.isDouble())
        return QLocale().toString(value.toDouble(), 'g', 12);
    if (value.isObject() || value.isArray())
        return QString::fromUtf8(QJsonDocument::fromVariant(value.toVariant()).toJson(QJsonDocument::Compact));
    return value.toString();
}

Label* valueLabel(const QString& text, theme::Role role)
{
    auto* label = new Label(text, role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    label->setMinimumWidth(20);
    return label;
}

} // namespace

PersonFacts::PersonFacts(QWidget* parent)
    : Panel(parent)
{
    setObjectName(QStringLiteral("person-facts"));
    setAccessibleName(tr("Who this is"));
}

void PersonFacts::clear()
{
    setContent(new QWidget);
}

void PersonFacts::addName(QVBoxLayout* column, const client::Person& person)
{
    auto* name = valueLabel(PeopleModel::name(person.row), theme::Role::Title);
    name->setObjectName(QStringLiteral("person-name"));
    column->addWidget(name);
    const QString place = PeopleModel::place(person.row);
    if (place.isEmpty())
        return;
    column->addWidget(new Label(place, theme::Role::Small, Ink::Text2));
}

void PersonFacts::addFigures(QVBoxLayout* column, const client::Person& person, const QTimeZone& zone)
{
    const QLocale locale;
    const QList<QPair<QString, QString>> figures{{tr("First seen"), dayText(person.firstSeen, zone)},
                                                 {tr("Last seen"), dayText(person.row.at, zone)},
                                                 {tr("Visits"), locale.toString(person.row.visits)},
                                                 {tr("Events"), locale.toString(person.row.events)},
                                                 {tr("Page views"), locale.toString(person.pageviews)}};
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(1);
    for (int i = 0; i < figures.size(); ++i) {
        const int row = i / 2 * 3;
        grid->addWidget(new Label(figures.at(i).first, theme::Role::Caption, Ink::Text3), row, i % 2);
        grid->addWidget(new Label(figures.at(i).second, theme::Role::Strong), row + 1, i % 2);
        grid->setRowMinimumHeight(row + 2, 8);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addSpacing(8);
    column->addLayout(grid);
}

void PersonFacts::addPairs(QVBoxLayout* column, const QString& title, const QList<QPair<QString, QString>>& pairs,
                           bool areIds)
{
    if (pairs.isEmpty())
        return;
    column->addSpacing(8);
    column->addWidget(new Label(title, theme::Role::Strong));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    for (int row = 0; row < pairs.size(); ++row) {
        auto* key = new Label(pairs.at(row).first, theme::Role::Small, Ink::Text2);
        key->setWordWrap(true);
        key->setMinimumWidth(theme::tokens(this).px(kKeyWidth));
        grid->addWidget(key, row, 0, Qt::AlignTop);
        grid->addWidget(valueLabel(pairs.at(row).second, areIds ? theme::Role::Mono : theme::Role::Body), row, 1);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
}

void PersonFacts::setPerson(const client::Person& person, const QTimeZone& zone)
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(4);
    addName(column, person);
    addFigures(column, person, zone);
    QList<QPair<QString, QString>> traits;
    for (auto it = person.traits.begin(); it != person.traits.end(); ++it)
        traits.append({it.key(), traitText(it.value())});
    addPairs(column, tr("Known about them"), traits, false);
    QList<QPair<QString, QString>> ids;
    for (const QString& id : person.userIds.mid(0, kMostIds))
        ids.append({tr("user"), id});
    for (const QString& id : person.anonymousIds.mid(0, kMostIds))
        ids.append({tr("anonymous"), id});
    addPairs(column, tr("One person, %n ids", nullptr, int(person.userIds.size() + person.anonymousIds.size())), ids,
             true);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    setContent(scroll);
}

} // namespace sightglass::gui
