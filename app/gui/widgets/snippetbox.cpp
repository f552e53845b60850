// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/snippetbox.h"

#include "gui/widgets/button.h"
#include "gui/widgets/snippethighlighter.h"
#include "gui/widgets/texttabs.h"
#include "theme/painting.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

#include <functional>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

/// The text of a snippet; grounds of diff lines reach from edge to edge. Owned by the box.
class SnippetText final : public QPlainTextEdit
{
public:
    explicit SnippetText(QWidget* parent)
        : QPlainTextEdit(parent)
    {
        setReadOnly(true);
        setFrameShape(QFrame::NoFrame);
        setLineWrapMode(QPlainTextEdit::WidgetWidth);
        setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        viewport()->setAutoFillBackground(false);
        setTabChangesFocus(true);
        document()->setDocumentMargin(0);
    }
    bool diff = false;
    std::function<void()> relaid; ///< Lines may have been broken anew.

    [[nodiscard]] int textHeight() const
    {
        qreal height = 0;
        for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
            height += blockBoundingRect(block).height();
        return qRound(height);
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QPlainTextEdit::resizeEvent(event);
        relaid();
    }

    void paintEvent(QPaintEvent* event) override
    {
        if (diff)
            paintGrounds();
        QPlainTextEdit::paintEvent(event);
    }

private:
    void paintGrounds()
    {
        const theme::Tokens& t = theme::tokens(this);
        QPainter painter(viewport());
        for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
            QRectF area = blockBoundingGeometry(block).translated(contentOffset());
            area.setLeft(0);
            area.setRight(viewport()->width());
            if (block.text().startsWith(u'+'))
                painter.fillRect(area, t.state.positiveTint);
            else if (block.text().startsWith(u'\u2212'))
                painter.fillRect(area, t.state.negativeTint);
        }
    }
};

QString shownText(const Snippet& snippet)
{
    if (!snippet.diff)
        return snippet.code;
    QStringList lines = snippet.code.split(u'\n');
    for (QString& line : lines)
        if (line.startsWith(u"- "))
            line.replace(0, 1, u'\u2212');
    return lines.join(u'\n');
}

} // namespace

SnippetBox::SnippetBox(QWidget* parent)
    : ThemedWidget(parent)
    , m_bar(new QWidget(this))
    , m_tabs(new TextTabs(m_bar))
    , m_copy(new Button(tr("Copy"), ButtonKind::Quiet, m_bar))
    , m_text(new SnippetText(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(12, 0, 5, 0);
    m_tabs->setSmall(true);
    row->addWidget(m_tabs);
    row->addStretch(1);
    m_copy->setControl(ControlSize::Small);
    m_copy->setIconName(u"copy"_s);
    row->addWidget(m_copy);
    column->addWidget(m_bar);
    column->addWidget(m_text);
    m_text->setAccessibleName(tr("Code to copy"));
    static_cast<SnippetText*>(m_text)->relaid = [this] { fitHeight(); };
    new SnippetHighlighter(m_text->document(), m_text);
    connect(m_tabs, &TextTabs::chosen, this, &SnippetBox::showSnippet);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(copyText());
        Q_EMIT copied();
    });
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    themeChanged();
}

void SnippetBox::setSnippets(std::vector<Snippet> snippets)
{
    m_snippets = std::move(snippets);
    QStringList tabs;
    for (const Snippet& snippet : m_snippets)
        if (!snippet.tab.isEmpty())
            tabs << snippet.tab;
    m_tabs->setTabs(tabs);
    m_tabs->setVisible(!tabs.isEmpty());
    showSnippet(0);
}

void SnippetBox::showSnippet(int index)
{
    m_shown = index;
    if (index >= static_cast<int>(m_snippets.size()))
        return;
    const Snippet& snippet = m_snippets[static_cast<std::size_t>(index)];
    static_cast<SnippetText*>(m_text)->diff = snippet.diff;
    const QString shown = shownText(snippet);
    m_text->setPlainText(QString(shown).remove(models::kStrongMark));
    m_text->document()->findChild<SnippetHighlighter*>()->setCode(snippet, shown);
    fitHeight();
}

QString SnippetBox::copyText() const
{
    if (m_shown >= static_cast<int>(m_snippets.size()))
        return {};
    return m_snippets[static_cast<std::size_t>(m_shown)].copyText();
}

void SnippetBox::themeChanged()
{
    m_text->setFont(t().font(theme::Role::Mono));
    m_text->document()->setDefaultFont(m_text->font());
    m_bar->setFixedHeight(t().px(30));
    if (auto* highlighter = m_text->document()->findChild<SnippetHighlighter*>())
        highlighter->rehighlight();
    m_text->setContentsMargins(0, 0, 0, 0);
    fitHeight();
    ThemedWidget::themeChanged();
}

void SnippetBox::fitHeight()
{
    auto* text = static_cast<SnippetText*>(m_text);
    const int margin = text->diff ? 8 : 12;
    text->document()->setDocumentMargin(margin);
    // The last block already counts the margin below it.
    const int wanted = text->textHeight() + margin;
    text->setFixedHeight(wanted);
    setFixedHeight(wanted + m_bar->height() + 2);
}

void SnippetBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    theme::roundedBox(painter, rect(), t().radius.control, t().code.background, t().line.line);
    theme::horizontalLine(painter, 1, width() - 1, m_bar->height(), t().line.line);
}

} // namespace sightglass::gui
