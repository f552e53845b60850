// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs.h"
#include "domain/project.h"
#include "domain/sourcedirectory.h"
#include "pipeline/pipeline.h"
#include "service/currenttraits.h"
#include "service/daybuffers.h"
#include "service/externalrows.h"
#include "service/importbookmark.h"
#include "service/originalrows.h"
#include "service/recordfile.h"
#include "storage/store.h"

#include <QString>

#include <optional>
#include <unordered_set>

namespace sightglass::service {

/// What to import: a file of this machine in the form of the export, or somebody else's.
struct ImportPlan
{
    domain::Project project;
    QString file;
    ExchangeFormat format = ExchangeFormat::Ndjson;
    SourceId source;                               ///< For events whose own source is not one of the project's.
    QString bookmarkFolder;                        ///< Where it is written down how far an import came.
    std::int64_t stretchBytes = 128 * 1024 * 1024; ///< So much is read, then stored, then a bookmark is set.
    std::optional<ExternalFile> external = {}; ///< With it, the form is not the export's (openmetrics §14.3, §14.4).
    std::optional<OriginalFile> original = {}; ///< Likewise (openmetrics §14.5).
    std::int64_t doneBefore = 0;               ///< Bytes of files before this one, when it is one of several,
    std::int64_t totalOfAll = 0;               ///< and of all of them.
    bool resumes =
        true; ///< From a bookmark; without, a broken-off import reads the file anew, and finds what is there.
    std::string remarksOf = {}; ///< What stands before each remark, e.g. the file of several.
};

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
    class Lines;
    struct Found;
    [[nodiscard]] Expected<void> open(JobControl& control);
    [[nodiscard]] Expected<bool> runStretch(JobControl& control);
    [[nodiscard]] Expected<void> storeDays(JobControl& control);
    [[nodiscard]] Expected<void> readBlock(const RecordBlock& block, Lines& lines, JobControl& control);
    [[nodiscard]] Expected<void> takeRecord(std::string_view text, Lines& lines, Found& found);
    [[nodiscard]] Expected<void> takeDocument(std::string_view text, Lines& lines, Found& found);
    [[nodiscard]] Expected<void> takeEvent(domain::Event& event, Found& found);
    [[nodiscard]] Expected<void> replaceTraits(domain::Event& event);
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
