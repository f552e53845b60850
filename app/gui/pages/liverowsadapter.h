// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>

namespace sightglass::gui {

/// Shows the live list through the roles that the kit's delegate draws. GUI thread.
class LiveRowsAdapter final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using QIdentityProxyModel::QIdentityProxyModel;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    static constexpr int kFreshMs = 1'000; ///< ui README §7: new rows tint and fade in 1 s.
};

} // namespace sightglass::gui
