// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/liverowsadapter.h"

#include "gui/widgets/livedelegate.h"
#include "models/livemodel.h"
#include "models/plaintip.h"
#include "theme/tokens.h"

#include <QDateTime>

namespace sightglass::gui {

using models::LiveModel;

namespace {

int modelRole(int role)
{
    switch (role) {
    case LiveTimeRole: return LiveModel::TimeRole;
    case LiveIconRole: return LiveModel::IconRole;
    case LiveNameRole: return LiveModel::TitleRole;
    case LiveDetailRole: return LiveModel::DetailRole;
    case LivePersonRole: return LiveModel::WhoRole;
    case LivePlaceRole: return LiveModel::PlaceRole;
    case LiveSourceRole: return LiveModel::SourceRole;
    case LiveProtocolRole: return LiveModel::ProtocolRole;
    case LiveFoldRole: return LiveModel::CountRole;
    default: return role;
    }
}

LiveKind kindOf(LiveModel::Tone tone)
{
    switch (tone) {
    case LiveModel::Tone::Positive: return LiveKind::Purchase;
    case LiveModel::Tone::Negative: return LiveKind::Exception;
    case LiveModel::Tone::Mark: return LiveKind::Refused;
    case LiveModel::Tone::Muted: return LiveKind::Bot;
    case LiveModel::Tone::Plain: break;
    }
    return LiveKind::Plain;
}

double freshness(qint64 cameInMs)
{
    if (theme::tokens().reducedMotion)
        return 0;
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - cameInMs;
    return std::clamp(1.0 - double(age) / LiveRowsAdapter::kFreshMs, 0.0, 1.0);
}

} // namespace

QVariant LiveRowsAdapter::data(const QModelIndex& index, int role) const
{
    if (role == LiveKindRole)
        return int(kindOf(QIdentityProxyModel::data(index, LiveModel::ToneRole).value<LiveModel::Tone>()));
    if (role == LiveFreshRole)
        return freshness(QIdentityProxyModel::data(index, LiveModel::CameInRole).toLongLong());
    if (role == Qt::ToolTipRole && QIdentityProxyModel::data(index, LiveModel::IsRefusalRole).toBool())
        return models::plainTip(QIdentityProxyModel::data(index, LiveModel::DetailRole).toString());
    return QIdentityProxyModel::data(index, role >= LiveTimeRole ? modelRole(role) : role);
}

} // namespace sightglass::gui
