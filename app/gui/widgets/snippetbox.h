// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"
#include "models/snippet.h"

#include <vector>

class QPlainTextEdit;

namespace sightglass::gui {

class Button;
class TextTabs;

using models::Snippet;
using models::SnippetLanguage;

/// Code to take along: tabs, colours, Copy (which never copies diff marks or removed lines). Text can be selected. GUI
/// thread; owned by its parent.
class SnippetBox final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit SnippetBox(QWidget* parent = nullptr);
    void setSnippets(std::vector<Snippet> snippets);
    /// What Copy puts on the clipboard for the shown tab.
    [[nodiscard]] QString copyText() const;

Q_SIGNALS:
    void copied();

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    void showSnippet(int index);
    void fitHeight();

    std::vector<Snippet> m_snippets;
    int m_shown = 0;
    QWidget* m_bar;
    TextTabs* m_tabs;
    Button* m_copy;
    QPlainTextEdit* m_text;
};

} // namespace sightglass::gui
