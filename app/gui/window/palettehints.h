// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// The foot of the palette: its keys and what they do. GUI thread; owned by the palette.
class PaletteHints final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit PaletteHints(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {200, t().px(36)}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Hint
    {
        QStringList keys;
        QString text;
    };
    QList<Hint> m_hints;
};

/// Draws a shortcut as caps ("Ctrl" "K") at the right end of `rect`; returns their width.
qreal drawKeyCaps(QPainter& painter, const QRectF& rect, const QString& keys, const theme::Tokens& tokens);

} // namespace sightglass::gui
