// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace sightglass::gui {

/// The list of Live: its own head line (Time, What, Who, Source, Sent as), rows of 28, uniform sizes, Enter opens,
/// Space is left to the page (pause). GUI thread; owned by its page.
class LiveListView final : public QListView
{
    Q_OBJECT

public:
    explicit LiveListView(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void placeHead();

    class Head;
    Head* m_head;
};

} // namespace sightglass::gui
