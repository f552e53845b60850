// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// `Done`: a green check, events arrive that way.
enum class BadgeKind { None, Plain, Hot, Live, Dot, Done };

/// One place in the sidebar: icon, name, badge. Folded it is an icon of 36×32 with the badge as a dot. GUI thread;
/// owned by the sidebar.
class SidebarItem final : public ThemedButton
{
    Q_OBJECT

public:
    SidebarItem(QString id, const QString& text, QString iconName, QWidget* parent = nullptr);
    [[nodiscard]] const QString& id() const { return m_id; }
    void setBadge(BadgeKind kind, const QString& text);
    void setFolded(bool folded);
    /// Badges fade to 55 % when what they say may be old.
    void setStale(bool stale);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBadge(QPainter& painter, const QRectF& row) const;
    void describe();

    QString m_id;
    QString m_icon;
    QString m_badge;
    BadgeKind m_badgeKind = BadgeKind::None;
    bool m_folded = false;
    bool m_stale = false;
};

} // namespace sightglass::gui
