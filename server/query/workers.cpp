// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/workers.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sightglass::query {

Expected<void> forEachIndex(std::size_t count, std::size_t workers, const domain::Cancellation& cancel,
                            const std::function<Expected<void>(std::size_t worker, std::size_t index)>& task)
{
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    std::mutex mutex;
    std::optional<Error> error;
    const auto fail = [&](const Error& why) {
        const std::lock_guard lock(mutex);
        if (!error)
            error = why;
        failed = true;
    };
    const auto work = [&](std::size_t worker) {
        for (std::size_t index = next++; index < count && !failed; index = next++) {
            if (cancel.isCancelled())
                return fail(cancelled().error);
            if (const auto done = task(worker, index); !done)
                return fail(done.error());
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t worker = 1; worker < std::min(workers, count); ++worker)
        threads.emplace_back(work, worker);
    work(0);
    for (std::thread& thread : threads)
        thread.join();
    if (error)
        return unexpected(*std::move(error));
    return {};
}

} // namespace sightglass::query
