// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs.h"
#include "domain/sourcedirectory.h"
#include "pipeline/pipeline.h"
#include "service/currenttraits.h"
#include "service/daybuffers.h"
#include "service/importbookmark.h"
#include "service/importplan.h"
#include "service/recordreader.h"
#include "storage/store.h"

#include <optional>
#include <unordered_set>

namespace sightglass::service {

/// Puts a file's events into a project (spec api §1 `import`). What is there already is left out, so that a file may be
/// imported twice, however old its events are; a broken-off import of the same file goes on where it stopped. Lines (of
/// an array elements) that cannot be read are counted, and the first hundred are named. Reading, completing and packing
/// run on all cores.
///
/// Thread: that of its job, which it blocks. Errors: Io, InvalidInput (no such source, a wrong head), Cancelled, and
/// those of Store::importDay().
class ImportJob
{
public:
    ImportJob(ImportPlan plan, storage::Store& store, const pipeline::Pipeline& pipeline);
    [[nodiscard]] Expected<void> run(JobControl& control);

private:
    struct Found;
    [[nodiscard]] Expected<void> open(JobControl& control);
    [[nodiscard]] Expected<bool> runStretch(JobControl& control);
    [[nodiscard]] Expected<void> storeDays(JobControl& control);
    [[nodiscard]] Expected<void> readBlock(const RecordBlock& block, RecordReader& reader, JobControl& control);
    [[nodiscard]] Expected<void> takeRecord(std::string_view text, RecordReader& reader, Found& found);
    [[nodiscard]] Expected<void> takeEvent(domain::Event& event, Found& found);
    [[nodiscard]] Expected<void> replaceTraits(domain::Event& event);
    void advance(JobControl& control) const;
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(SourceId source) const;
    [[nodiscard]] bool isKnown(const domain::Event& event) const;

    const ImportPlan m_plan;
    storage::Store& m_store;
    const pipeline::Pipeline& m_pipeline;
    RecordFile m_file;
    std::string m_head;
    domain::SourceDirectory::Entry m_otherwise;
    ImportBookmark m_bookmark;
    DayBuffers m_days;
    std::optional<CurrentTraits> m_traits;        ///< When they are replaced.
    std::mutex m_mutex;                           ///< Guards the next ones.
    std::unordered_set<std::uint64_t> m_replaced; ///< Whose traits were.
    ImportBookmark::Place m_reached;
    bool m_isAtEnd = false;
};

} // namespace sightglass::service
