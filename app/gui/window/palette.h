// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <functional>

class QLineEdit;
class QListView;

namespace sightglass::gui {

/// One thing the palette can do.
struct PaletteEntry
{
    QString group; ///< "Go to", "Do", "Projects"
    QString text;
    QString detail;
    QString keys;
    QString icon;
    std::function<void()> act;
    std::function<void()> actElsewhere = {}; ///< In another window; empty: there is none.
};

class PaletteModel;

/// The command palette (Ctrl+K): what is typed narrows pages, actions and projects; a leading > leaves actions only.
/// Ctrl+Enter opens in another window.
/// Covers the window with a scrim and closes on Esc or a click beside it; deletes itself. GUI thread.
class CommandPalette final : public ThemedWidget
{
    Q_OBJECT

public:
    CommandPalette(QList<PaletteEntry> entries, QWidget* window);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void arrange();
    void narrow(const QString& words);
    void step(int by);
    void run(bool elsewhere = false);

    PaletteModel* m_model;
    QWidget* m_box;
    QLineEdit* m_field = nullptr;
    QListView* m_list = nullptr;
};

} // namespace sightglass::gui
