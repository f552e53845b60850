// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/figurecard.h"

namespace sightglass::gui {

/// Figures side by side on top of a chart; choosing one draws it, Shift adds a second. Arrow keys choose. Wraps to two
/// rows when a card would be narrower than 132 px. GUI thread; owned by its parent.
class FigureRow final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit FigureRow(QWidget* parent = nullptr);
    /// Keeps the chosen id when it is still there.
    void setFigures(const std::vector<Figure>& figures);
    [[nodiscard]] QString current() const { return m_current; }
    void setCurrent(const QString& id);
    /// Marks the figure drawn as second line; empty for none.
    void setAdded(const QString& id);
    /// Null for an id that is not there.
    [[nodiscard]] FigureCard* card(const QString& id) const;

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const QString& id);
    void added(const QString& id);
    void menuRequested(const QString& id, const QPoint& globalPosition);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void themeChanged() override;

private:
    void arrange();
    [[nodiscard]] int rowsFor(int width) const;

    std::vector<FigureCard*> m_cards;
    QString m_current;
};

} // namespace sightglass::gui
