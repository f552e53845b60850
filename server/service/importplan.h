// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"
#include "service/externalrows.h"
#include "service/originalrows.h"
#include "service/recordfile.h"

#include <QString>

#include <optional>
#include <string>

namespace sightglass::service {

/// A file that is imported as one of several.
struct FileOfMany
{
    std::string name;            ///< Stands before each remark.
    std::int64_t doneBefore = 0; ///< Bytes of the files before this one,
    std::int64_t totalOfAll = 0; ///< and of all of them.
};

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
    std::optional<FileOfMany> place = {};
    /// From a bookmark; without, a broken-off import reads the file anew, and finds what is there.
    bool resumes = true;
};

} // namespace sightglass::service
