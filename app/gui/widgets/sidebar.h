// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/sidebaritem.h"

#include <vector>

namespace sightglass::gui {

class GlassWidget;
class ProjectSwitcher;

struct SidebarPlace
{
    QString id, text, icon;
};

struct SidebarGroup
{
    QString caption; ///< Empty for the first group.
    std::vector<SidebarPlace> places;
};

/// Project, places in groups, and the glass at the foot; 208 px wide, or a rail of 52 when folded. Arrow keys go
/// through the places. GUI thread; owned by the window.
class Sidebar final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget* parent = nullptr);

    void setGroups(const std::vector<SidebarGroup>& groups);
    void setCurrent(const QString& id);
    void setBadge(const QString& id, BadgeKind kind, const QString& text = {});
    void setProject(const QString& name, const QString& second, const QPixmap& picture = {});
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_folded; }
    /// "102 a minute", or "no contact".
    void setFlowText(const QString& text);
    /// Without contact the glass is dashed and badges fade.
    void setContact(bool contact);
    [[nodiscard]] GlassWidget* glass() const { return m_glass; }
    [[nodiscard]] QWidget* projectButton() const;

Q_SIGNALS:
    void activated(const QString& id);
    void projectClicked();
    void glassClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void themeChanged() override;

private:
    struct Row
    {
        SidebarItem* item = nullptr; ///< Null for a caption.
        QString caption;
    };
    void arrange();
    [[nodiscard]] int railWidth() const;
    void step(int by);

    std::vector<Row> m_rows;
    std::vector<std::pair<QRect, QString>> m_captions;
    ProjectSwitcher* m_project;
    GlassWidget* m_glass;
    QString m_flow;
    bool m_folded = false;
};

} // namespace sightglass::gui
