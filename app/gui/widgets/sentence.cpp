// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/sentence.h"

#include "gui/widgets/button.h"
#include "theme/painting.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace sightglass::gui {
namespace {

constexpr qreal kSpace = 4;

} // namespace

Sentence::Sentence(QWidget* parent)
    : ThemedWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Sentence::setSentence(const QString& sentence, const std::vector<SentencePart>& parts)
{
    m_parts = parts;
    m_words.clear();
    m_hovered = m_focused = -1;
    QString whole = sentence;
    QString plain;
    bool space = false;
    const auto flush = [&] {
        if (plain.isEmpty())
            return;
        m_words.push_back({plain, -1, space});
        plain.clear();
        space = false;
    };
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const QChar c = sentence.at(i);
        const int mark = c == u'%' && i + 1 < sentence.size() ? sentence.at(i + 1).digitValue() : -1;
        if (mark > 0 && mark <= static_cast<int>(parts.size())) {
            flush();
            m_words.push_back({parts[static_cast<std::size_t>(mark - 1)].text, mark - 1, space});
            space = false;
            ++i;
        } else if (c == u' ') {
            flush();
            space = true;
        } else {
            plain += c;
        }
    }
    flush();
    for (std::size_t i = 0; i < parts.size(); ++i)
        whole.replace(QStringLiteral("%%1").arg(i + 1), parts[i].text);
    setAccessibleName(whole);
    themeChanged();
}

QFont Sentence::fontOf(const Word& word) const
{
    return t().font(word.part >= 0 ? theme::Role::LeadStrong : theme::Role::Lead);
}

std::vector<Sentence::Placed> Sentence::flow(int width) const
{
    std::vector<Placed> placed;
    const qreal high = t().lineHeight(theme::Role::Lead);
    QPointF at;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const qreal wide = theme::figuresWidth(fontOf(m_words[i]), m_words[i].text);
        qreal group = wide; // a full stop stays with the word before it
        for (std::size_t next = i + 1; next < m_words.size() && !m_words[next].spaceBefore; ++next)
            group += theme::figuresWidth(fontOf(m_words[next]), m_words[next].text);
        const qreal space = m_words[i].spaceBefore && at.x() > 0 ? kSpace : 0;
        if (m_words[i].spaceBefore && at.x() > 0 && at.x() + space + group > width)
            at = QPointF(0, at.y() + high);
        else
            at.rx() += space;
        placed.push_back({QRectF(at, QSizeF(wide, high)), i});
        at.rx() += wide;
    }
    return placed;
}

int Sentence::heightForWidth(int width) const
{
    const std::vector<Placed> placed = flow(width);
    return placed.empty() ? t().lineHeight(theme::Role::Lead) : qRound(placed.back().rect.bottom());
}

QSize Sentence::sizeHint() const
{
    return {680, t().lineHeight(theme::Role::Lead)};
}

QSize Sentence::minimumSizeHint() const
{
    return {200, t().lineHeight(theme::Role::Lead)};
}

void Sentence::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (const Placed& place : flow(width())) {
        const Word& word = m_words[place.word];
        QFont font = fontOf(word);
        QColor ink = t().text.text2;
        if (word.part >= 0) {
            const SentencePart& part = m_parts[static_cast<std::size_t>(word.part)];
            ink = inkColor(t(), part.ink);
            font.setUnderline(word.part == m_hovered && !part.target.isEmpty());
        }
        theme::drawNumber(painter, place.rect, word.text, font, ink, Qt::AlignLeft);
        if (word.part >= 0 && word.part == m_focused)
            theme::roundedBox(painter, place.rect.adjusted(-3, 0, 3, 0), t().radius.chip, QColor(), t().line.focus, 2);
    }
}

int Sentence::partAt(const QPointF& position) const
{
    for (const Placed& place : flow(width())) {
        const int part = m_words[place.word].part;
        if (part >= 0 && place.rect.contains(position) && !m_parts[static_cast<std::size_t>(part)].target.isEmpty())
            return part;
    }
    return -1;
}

void Sentence::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = partAt(event->position());
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void Sentence::mouseReleaseEvent(QMouseEvent* event)
{
    const int part = partAt(event->position());
    if (part >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT activated(m_parts[static_cast<std::size_t>(part)].target);
}

void Sentence::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void Sentence::step(int by)
{
    const int count = static_cast<int>(m_parts.size());
    int next = m_focused + by;
    while (next >= 0 && next < count && m_parts[static_cast<std::size_t>(next)].target.isEmpty())
        next += by;
    if (next >= 0 && next < count)
        m_focused = next;
    if (m_focused >= 0)
        setAccessibleDescription(m_parts[static_cast<std::size_t>(m_focused)].text);
    update();
}

void Sentence::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Right)
        step(1);
    else if (event->key() == Qt::Key_Left)
        step(-1);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) &&
             m_focused >= 0)
        Q_EMIT activated(m_parts[static_cast<std::size_t>(m_focused)].target);
    else
        ThemedWidget::keyPressEvent(event);
}

void Sentence::focusInEvent(QFocusEvent*)
{
    m_focused = -1;
    step(1);
}

void Sentence::focusOutEvent(QFocusEvent*)
{
    m_focused = -1;
    update();
}

MorningLine::MorningLine(QWidget* parent)
    : ThemedWidget(parent)
    , m_sentence(new Sentence(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addWidget(m_sentence, 1);
    auto* done = new Button(tr("Got it"), ButtonKind::Quiet, this);
    done->setControl(ControlSize::Small);
    row->addWidget(done, 0, Qt::AlignTop);
    connect(done, &QPushButton::clicked, this, &MorningLine::dismissed);
    connect(m_sentence, &Sentence::activated, this, &MorningLine::activated);
}

void MorningLine::setSentence(const QString& sentence, const std::vector<SentencePart>& parts)
{
    m_sentence->setSentence(sentence, parts);
}

} // namespace sightglass::gui
