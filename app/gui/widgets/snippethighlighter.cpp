// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/snippethighlighter.h"

#include <QRegularExpression>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

QRegularExpression wordsOf(SnippetLanguage language)
{
    switch (language) {
    case SnippetLanguage::Html: return QRegularExpression(u"</?[a-zA-Z][\\w-]*|/?>"_s);
    case SnippetLanguage::JavaScript:
        return QRegularExpression(
            u"\\b(const|let|var|function|import|from|export|default|new|return|await|async|if|else|true|false|null)\\b"_s);
    case SnippetLanguage::Python:
        return QRegularExpression(u"\\b(import|from|as|def|return|await|async|if|else|with|True|False|None)\\b"_s);
    case SnippetLanguage::Shell: return QRegularExpression(u"^\\s*[\\w./-]+"_s);
    case SnippetLanguage::Nginx: return QRegularExpression(u"^\\s*[a-z_]+"_s);
    case SnippetLanguage::Json: return QRegularExpression(u"\"[^\"]*\"(?=\\s*:)"_s);
    case SnippetLanguage::Plain: break;
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

void SnippetHighlighter::setCode(const Snippet& snippet, const QString& marked)
{
    m_language = snippet.language;
    m_isDiff = snippet.diff;
    m_strong.clear();
    int at = 0;
    int from = -1;
    for (const QChar c : marked) {
        if (c != models::kStrongMark) {
            ++at;
        } else if (from < 0) {
            from = at;
        } else {
            m_strong.append({from, at});
            from = -1;
        }
    }
    rehighlight();
}

void SnippetHighlighter::highlightBlock(const QString& text)
{
    const theme::CodeColors& code = theme::tokens(m_widget).code;
    setFormat(0, static_cast<int>(text.size()), code.text);
    if (m_isDiff)
        paintDiff(text);
    else
        paintCode(text, code);
    paintStrong(text);
}

void SnippetHighlighter::paintCode(const QString& text, const theme::CodeColors& code)
{
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
    if (m_language == SnippetLanguage::Shell || m_language == SnippetLanguage::Nginx ||
        m_language == SnippetLanguage::Python)
        paint(QRegularExpression(u"(^|\\s)#.*$"_s), code.comment);
    if (m_language == SnippetLanguage::JavaScript)
        paint(QRegularExpression(u"(^|\\s)//.*$"_s), code.comment);
}

void SnippetHighlighter::paintDiff(const QString& text)
{
    const theme::Tokens& t = theme::tokens(m_widget);
    if (text.startsWith(u'+'))
        setFormat(0, 1, t.state.positive);
    else if (text.startsWith(u'\u2212'))
        setFormat(0, 1, t.state.negative);
}

void SnippetHighlighter::paintStrong(const QString& text)
{
    const int begin = currentBlock().position();
    for (const auto& [from, to] : std::as_const(m_strong)) {
        for (int i = std::max(from - begin, 0); i < std::min(to - begin, static_cast<int>(text.size())); ++i) {
            QTextCharFormat strong = format(i);
            strong.setFontWeight(QFont::Bold);
            setFormat(i, 1, strong);
        }
    }
}

} // namespace sightglass::gui
