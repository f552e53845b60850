// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/controldatabase.h"
#include "storage/writer.h"

#include <future>
#include <utility>

namespace sightglass::storage {

template <typename F> auto Writer::call(F task) -> std::invoke_result_t<F, ControlDatabase&>
{
    using Result = std::invoke_result_t<F, ControlDatabase&>;
    std::promise<Result> promise;
    std::future<Result> future = promise.get_future();
    const bool taken = runTask([&] { promise.set_value(task(control())); });
    if (!taken)
        return unexpected(ErrorCode::Unavailable, QStringLiteral("The store is closed."));
    return future.get();
}

} // namespace sightglass::storage
