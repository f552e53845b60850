// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/snippethighlighter.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

QRegularExpression wordsOf(SnippetLanguage language)
{
    switch (language) {
    case SnippetLanguage::Html:
        return QRegularExpression(u"</?[a-zA-Z][\\w-]*|/?>"_s);
    case SnippetLanguage::JavaScript:
        return QRegularExpression(
            u"\\b(const|let|var|function|import|from|export|default|new|return|await|async|if|else|true|false|null)\\b"_s);
    case SnippetLanguage::Shell:
        return QRegularExpression(u"^\\s*[\\w./-]+"_s);
    case SnippetLanguage::Nginx:
        return QRegularExpression(u"^\\s*[a-z_]+"_s);
    case SnippetLanguage::Json:
        return QRegularExpression(u"\"[^\"]*\"(?=\\s*:)"_s);
    case SnippetLanguage::Plain:
        break;
    }
    return QRegularExpression(u"(?!)"_s);
}

QRegularExpression stringsOf(SnippetLanguage language)
{
    if (language == SnippetLanguage::Nginx)
        return QRegularExpression(u"https?://[^\\s;]+|\\$\\w+"_s);
    if (language == SnippetLanguage::Json)
        return QRegularExpression(u"\"[^\"]*\"(?!\\s*:)"_s);
    if (language == SnippetLanguage::Plain)
        return QRegularExpression(u"(?!)"_s);
    return QRegularExpression(u"\"[^\"]*\"|'[^']*'|`[^`]*`"_s);
}

} // namespace

SnippetHighlighter::SnippetHighlighter(QTextDocument* document, const QWidget* widget)
    : QSyntaxHighlighter(document)
    , m_widget(widget)
{
}

void SnippetHighlighter::setLanguage(SnippetLanguage language)
{
    m_language = language;
    rehighlight();
}

void SnippetHighlighter::highlightBlock(const QString& text)
{
    const theme::CodeColors& code = theme::tokens(m_widget).code;
    setFormat(0, static_cast<int>(text.size()), code.text);
    const auto paint = [&](const QRegularExpression& pattern, const QColor& color) {
        for (auto it = pattern.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), color);
        }
    };
    if (m_language == SnippetLanguage::JavaScript || m_language == SnippetLanguage::Json)
        paint(QRegularExpression(u"\\b\\d+(\\.\\d+)?\\b"_s), code.number);
    paint(wordsOf(m_language), code.keyword);
    paint(stringsOf(m_language), code.string);
    if (m_language == SnippetLanguage::Shell || m_language == SnippetLanguage::Nginx)
        paint(QRegularExpression(u"(^|\\s)#.*$"_s), code.comment);
    if (m_language == SnippetLanguage::JavaScript)
        paint(QRegularExpression(u"(^|\\s)//.*$"_s), code.comment);
}

} // namespace sightglass::gui
