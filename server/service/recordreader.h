// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/eventcsv.h"
#include "service/externalrows.h"
#include "service/importplan.h"
#include "service/originalrows.h"

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sightglass::service {

/// Makes events of the records of an imported file. Thread: one at a time; each thread has its own.
class RecordReader
{
public:
    /// `head` is that of a CSV file. Error: InvalidInput when its columns are not those asked for.
    [[nodiscard]] static Expected<RecordReader> of(const ImportPlan& plan, const std::string& head);

    /// `events` become those of this record; what they held before lends its memory. Error: what is wrong with it.
    [[nodiscard]] Expected<void> read(std::string_view record, std::vector<domain::Event>& events);

private:
    /// Its memory does not move with it.
    using Lines = std::unique_ptr<json::Parser>;
    using Form = std::variant<Lines, domain::EventCsvReader, ExternalRows, OriginalRows>;

    explicit RecordReader(Form form)
        : m_form(std::move(form))
    {
    }

    Form m_form;
};

} // namespace sightglass::service
