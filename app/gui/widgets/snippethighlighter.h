// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/snippetbox.h"

#include <QSyntaxHighlighter>

namespace sightglass::gui {

/// Colours of code and lines of a diff. Small on purpose: words, strings, numbers, comments; in a diff only its signs
/// and what differs. Owned by the document. GUI thread.
class SnippetHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit SnippetHighlighter(QTextDocument* document, const QWidget* widget);
    /// `marked` is what the document shows, with the marks of what is to be strong.
    void setCode(const Snippet& snippet, const QString& marked);

protected:
    void highlightBlock(const QString& text) override;

private:
    void paintCode(const QString& text, const theme::CodeColors& code);
    void paintDiff(const QString& text);
    void paintStrong(const QString& text);

    const QWidget* m_widget;
    SnippetLanguage m_language = SnippetLanguage::Plain;
    bool m_isDiff = false;
    QList<QPair<int, int>> m_strong; ///< From and to, counted from the document's first character.
};

} // namespace sightglass::gui
