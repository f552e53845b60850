// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/chunkwriter.h"
#include "storage/controldatabase.h"
#include "storage/writer.h"

#include <future>
#include <utility>

namespace sightglass::storage {

template <typename F> auto Writer::onThread(F task) -> std::invoke_result_t<F>
{
    using Result = std::invoke_result_t<F>;
    std::promise<Result> promise;
    std::future<Result> future = promise.get_future();
    const bool taken = runTask([&] {
        Result result = task();
        noteLinks();
        promise.set_value(std::move(result));
    });
    if (!taken)
        return unexpected(ErrorCode::Unavailable, QStringLiteral("The store is closed."));
    return future.get();
}

template <typename F> auto Writer::call(F task) -> std::invoke_result_t<F, ControlDatabase&>
{
    return onThread([&] { return task(control()); });
}

template <typename F> auto Writer::callChunks(F task) -> std::invoke_result_t<F, ChunkWriter&>
{
    return onThread([&] { return task(chunks()); });
}

} // namespace sightglass::storage
