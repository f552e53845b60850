// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace sightglass::gui {

/// What a live row is; gives its colour.
enum class LiveKind { Plain, Refused, Exception, Purchase, Bot };

/// Roles a live model answers for column 0. All are QString except LiveKindRole (int of LiveKind), LiveFoldRole (int,
/// "× 46" above 1) and LiveFreshRole (double, 1 new to 0 settled: tints the row).
enum LiveRole {
    LiveTimeRole = 0x0100 + 80, ///< "09:12:31.4"
    LiveIconRole,
    LiveNameRole,
    LiveDetailRole,
    LivePersonRole,
    LivePlaceRole,
    LiveSourceRole,
    LiveProtocolRole,
    LiveKindRole,
    LiveFoldRole,
    LiveFreshRole
};

/// Draws rows of 28 of the live list, seen through the roles above. GUI thread; owned by its view.
class LiveDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit LiveDelegate(QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The left edges of the columns for a list of a width, shared with the header line.
struct LiveColumns
{
    qreal time, icon, what, who, source, protocol, right;
};
[[nodiscard]] LiveColumns liveColumns(qreal width, qreal scale);

} // namespace sightglass::gui
