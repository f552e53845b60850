// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "ingest/sierra/answers.h"
#include "ingest/sierra/options.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sightglass::ingest::sierra {

/// The object a POST carries (spec sierra §1.3). It lives until `parser` parses again. Bytes that are no UTF-8 were
/// replaced where the document says so.
[[nodiscard]] std::variant<json::Document, Failure> readBody(json::Parser& parser, const domain::Request& request,
                                                             const Options& options);

/// Members of the object by their types. The first that is missing or has another type is kept as the failure; what is
/// read after it does not matter. null counts as absent.
class Fields
{
public:
    Fields(json::Value object, bool isStrict)
        : m_object(object)
        , m_isStrict(isStrict)
    {
    }

    [[nodiscard]] std::string_view required(std::string_view name);
    [[nodiscard]] std::string_view text(std::string_view name);
    /// Whether there is a text of that name at all.
    [[nodiscard]] std::optional<std::string_view> optionalText(std::string_view name);
    /// The session: `i`, else what some versions call `legacy`, unless strict.
    [[nodiscard]] std::string_view session(std::string_view legacy);
    /// 0 and 1 count as well, unless strict.
    [[nodiscard]] bool truth(std::string_view name);
    /// Any number is rounded, unless strict.
    [[nodiscard]] std::optional<double> number(std::string_view name);
    /// Keys and texts in the order of the keys' bytes: numbers and truths as text, nested values as compact JSON, null
    /// left out; strict takes texts only.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> texts(std::string_view name);
    void fail(std::string_view name, std::string_view expected);

    [[nodiscard]] const std::optional<Failure>& failure() const { return m_failure; }

private:
    json::Value m_object;
    const bool m_isStrict;
    std::optional<Failure> m_failure;
};

} // namespace sightglass::ingest::sierra
