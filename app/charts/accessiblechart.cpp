// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/accessiblechart.h"

#include "charts/accessibletable.h"

#include <QAbstractButton>

namespace sightglass::charts {

namespace {

/// The summary as a text of its own.
class AccessibleSentence final : public QAccessibleInterface
{
public:
    explicit AccessibleSentence(AccessibleChart* chart)
        : m_chart(chart)
    {
    }
    bool isValid() const override { return m_chart->isValid(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return m_chart; }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_chart->summary() : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override { return m_chart->rect(); }
    QAccessible::Role role() const override { return QAccessible::StaticText; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.invisible = m_chart->state().invisible;
        return state;
    }

private:
    AccessibleChart* m_chart;
};

QAccessible::Role roleOf(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ? QAccessible::Button : QAccessible::Chart;
}

QAccessibleInterface* makeAccessible(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    const auto* source = dynamic_cast<const TableSource*>(widget);
    return source != nullptr ? new AccessibleChart(widget, *source) : nullptr;
}

} // namespace

AccessibleChart::AccessibleChart(QWidget* widget, const TableSource& source)
    : QAccessibleWidget(widget, roleOf(widget))
    , m_source(source)
    , m_sentence(QAccessible::registerAccessibleInterface(new AccessibleSentence(this)))
    , m_table(QAccessible::registerAccessibleInterface(new AccessibleTable(this, source)))
{
}

AccessibleChart::~AccessibleChart()
{
    QAccessible::deleteAccessibleInterface(m_table);
    QAccessible::deleteAccessibleInterface(m_sentence);
}

QAccessibleInterface* AccessibleChart::child(int index) const
{
    if (index == 0)
        return QAccessible::accessibleInterface(m_sentence);
    if (index != 1)
        return nullptr;
    if (QWidget* shown = m_source.tableInSight())
        return QAccessible::queryAccessibleInterface(shown);
    return QAccessible::accessibleInterface(m_table);
}

int AccessibleChart::indexOfChild(const QAccessibleInterface* wanted) const
{
    for (int index = 0; wanted != nullptr && index < kChildren; ++index) {
        if (child(index) == wanted)
            return index;
    }
    return -1;
}

QAccessible::State AccessibleChart::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget())) {
        state.checkable = button->isCheckable();
        state.checked = button->isChecked();
        state.pressed = button->isDown();
    }
    return state;
}

QStringList AccessibleChart::actionNames() const
{
    const bool isButton = qobject_cast<const QAbstractButton*>(widget()) != nullptr;
    return (isButton ? QStringList{pressAction()} : QStringList()) + QAccessibleWidget::actionNames();
}

void AccessibleChart::doAction(const QString& name)
{
    auto* button = qobject_cast<QAbstractButton*>(widget());
    if (button != nullptr && name == pressAction())
        button->click();
    else
        QAccessibleWidget::doAction(name);
}

void installAccessibleCharts()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

} // namespace sightglass::charts
