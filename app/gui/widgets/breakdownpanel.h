// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/breakdownlist.h"
#include "gui/widgets/panel.h"

namespace sightglass::gui {

/// A panel of rows by a property ("Pages, Entry, Exit"), with its states: rows, loading, nothing matches, error. GUI
/// thread; owned by its parent.
class BreakdownPanel final : public Panel
{
    Q_OBJECT

public:
    explicit BreakdownPanel(QWidget* parent = nullptr);
    [[nodiscard]] BreakdownList* list() const { return m_list; }
    void setRows(const std::vector<BreakdownRow>& rows);
    /// Flat placeholders when there was nothing yet, else the old rows at 60 %.
    void setLoading(bool loading);
    /// Said in place of rows when there are none.
    void setEmptyText(const QString& title, const QString& text = {});
    /// Said in place of rows; cleared by `setRows`.
    void setError(const QString& title, const QString& text);

private:
    void showPart(QWidget* part);

    BreakdownList* m_list;
    QWidget* m_stack;
    QWidget* m_loading;
    QWidget* m_message;
    QString m_emptyTitle;
    QString m_emptyText;
};

} // namespace sightglass::gui
