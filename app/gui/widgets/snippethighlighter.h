// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/snippetbox.h"

#include <QSyntaxHighlighter>

namespace sightglass::gui {

/// Colours of code and lines of a diff. Small on purpose: words, strings, numbers, comments. Owned by the document. GUI
/// thread.
class SnippetHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit SnippetHighlighter(QTextDocument* document, const QWidget* widget);
    void setLanguage(SnippetLanguage language);

protected:
    void highlightBlock(const QString& text) override;

private:
    const QWidget* m_widget;
    SnippetLanguage m_language = SnippetLanguage::Plain;
};

} // namespace sightglass::gui
