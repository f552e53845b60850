// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/breakdownpanel.h"

#include "gui/widgets/emptystate.h"
#include "gui/widgets/loadingplaceholder.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

BreakdownPanel::BreakdownPanel(QWidget* parent)
    : Panel(parent)
    , m_list(new BreakdownList)
    , m_stack(new QStackedWidget)
    , m_loading(new LoadingPlaceholder)
    , m_message(new EmptyState)
{
    auto* stack = static_cast<QStackedWidget*>(m_stack);
    stack->addWidget(m_list);
    stack->addWidget(m_loading);
    stack->addWidget(m_message);
    // The message may need more room than the rows; it must not make the panel taller.
    stack->setMinimumSize(160, 84);
    setContent(stack);
    m_emptyTitle = tr("Nothing in this time");
}

void BreakdownPanel::showPart(QWidget* part)
{
    static_cast<QStackedWidget*>(m_stack)->setCurrentWidget(part);
}

void BreakdownPanel::setRows(const std::vector<BreakdownRow>& rows)
{
    m_list->setRows(rows);
    if (!rows.empty())
        return showPart(m_list);
    auto* message = static_cast<EmptyState*>(m_message);
    message->setIconName(u"filter"_s);
    message->setText(m_emptyTitle, m_emptyText);
    showPart(m_message);
}

void BreakdownPanel::setLoading(bool loading)
{
    if (!m_list->rows().empty())
        m_list->setStale(loading);
    else if (loading)
        showPart(m_loading);
}

void BreakdownPanel::setEmptyText(const QString& title, const QString& text)
{
    m_emptyTitle = title;
    m_emptyText = text;
}

void BreakdownPanel::setError(const QString& title, const QString& text)
{
    auto* message = static_cast<EmptyState*>(m_message);
    message->setIconName(u"error"_s);
    message->setText(title, text);
    showPart(m_message);
}

} // namespace sightglass::gui
