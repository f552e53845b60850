// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/creditmodel.h"

#include <cmath>

namespace sightglass::query {

namespace {

using domain::AttributionModel;
using Touches = std::vector<Touch>;

constexpr long double kHalfLifeMs = 7.0L * 24 * 3'600'000; // opentrace §10.3

void keepOnly(Touches& touches, std::size_t which)
{
    touches[0] = touches[which];
    touches[0].credit = 1;
    touches.resize(1);
}

std::size_t lastNonDirect(const Touches& touches)
{
    for (std::size_t i = touches.size(); i-- > 0;) {
        if (!touches[i].isDirect)
            return i;
    }
    return touches.size() - 1;
}

void shareEqually(Touches& touches)
{
    for (Touch& touch : touches)
        touch.credit = 1.0L / static_cast<long double>(touches.size());
}

/// 40 / 20 / 40; two touches 50 / 50; one 100.
void shareByPosition(Touches& touches)
{
    if (touches.size() <= 2)
        return shareEqually(touches);
    for (Touch& touch : touches)
        touch.credit = 0.2L / static_cast<long double>(touches.size() - 2);
    touches.front().credit = touches.back().credit = 0.4L;
}

void shareByAge(Touches& touches, std::int64_t time)
{
    long double sum = 0;
    for (Touch& touch : touches) {
        touch.credit = std::exp2(static_cast<long double>(touch.time - time) / kHalfLifeMs);
        sum += touch.credit;
    }
    for (Touch& touch : touches)
        touch.credit /= sum;
}

} // namespace

void shareCredit(Touches& touches, AttributionModel model, std::int64_t time)
{
    switch (model) {
    case AttributionModel::LastTouch: return keepOnly(touches, touches.size() - 1);
    case AttributionModel::FirstTouch: return keepOnly(touches, 0);
    case AttributionModel::LastNonDirect: return keepOnly(touches, lastNonDirect(touches));
    case AttributionModel::Linear: return shareEqually(touches);
    case AttributionModel::Position: return shareByPosition(touches);
    case AttributionModel::TimeDecay: return shareByAge(touches, time);
    }
}

} // namespace sightglass::query
