// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// The head of the sidebar: which project on which hub. A click opens what the window shows there. GUI thread; owned by
/// the sidebar.
class ProjectSwitcher final : public ThemedButton
{
    Q_OBJECT

public:
    explicit ProjectSwitcher(QWidget* parent = nullptr);
    /// `second` is the line below the name ("on attic"). Without a picture the tile shows the initials on a muted
    /// colour.
    void setProject(const QString& name, const QString& second, const QPixmap& picture = {});
    void setFolded(bool folded);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QString m_second;
    QPixmap m_picture;
    bool m_folded = false;
};

} // namespace sightglass::gui
