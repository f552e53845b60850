// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/label.h"
#include "gui/widgets/themedwidget.h"

#include <vector>

namespace sightglass::gui {

/// A part of a sentence that answers: what it says and where it leads.
struct SentencePart
{
    QString text;
    QString target; ///< Handed back when clicked; empty is only strong text.
    Ink ink = Ink::Text;
};

/// One translatable sentence with marks %1 … %9 in the language's own order, flowing over lines: words as text, parts
/// as links that can be reached by Tab. Never made by joining fragments. Height follows width. GUI thread; owned by its
/// parent.
class Sentence final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Sentence(QWidget* parent = nullptr);
    void setSentence(const QString& sentence, const std::vector<SentencePart>& parts);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString& target);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Word
    {
        QString text;
        int part = -1;
        bool spaceBefore = false;
    };
    struct Placed
    {
        QRectF rect;
        std::size_t word;
    };
    [[nodiscard]] std::vector<Placed> flow(int width) const;
    [[nodiscard]] int partAt(const QPointF& position) const;
    [[nodiscard]] QFont fontOf(const Word& word) const;
    void step(int by);

    std::vector<SentencePart> m_parts;
    std::vector<Word> m_words;
    int m_hovered = -1;
    int m_focused = -1;
};

/// The morning line: the sentence of Overview and "Got it" at its right, which hides it until there is something new.
/// GUI thread; owned by its page.
class MorningLine final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit MorningLine(QWidget* parent = nullptr);
    void setSentence(const QString& sentence, const std::vector<SentencePart>& parts);
    [[nodiscard]] Sentence* sentence() const { return m_sentence; }

Q_SIGNALS:
    void activated(const QString& target);
    void dismissed();

private:
    Sentence* m_sentence;
};

} // namespace sightglass::gui
