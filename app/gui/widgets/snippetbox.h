// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <vector>

class QPlainTextEdit;

namespace sightglass::gui {

class Button;
class TextTabs;

enum class SnippetLanguage { Plain, Html, JavaScript, Shell, Nginx, Json };

/// One tab of a snippet. Lines that start with "- " or "+ " are a diff when `diff` is set.
struct Snippet
{
    QString tab; ///< Empty when there is only one.
    QString code;
    SnippetLanguage language = SnippetLanguage::Plain;
    bool diff = false;
};

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
    void resizeEvent(QResizeEvent* event) override;

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
