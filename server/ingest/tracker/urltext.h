// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// How `url` and `last` stand in the record (spec tracker §3.7): lower case, no scheme, no query, no fragment; with a
/// filter, what its group took of the address. Thread: any.
class UrlText
{
public:
    /// `filter` "" = off. isValid() says whether it could be read; one that could not counts as off.
    UrlText(const std::string& filter, int group);
    [[nodiscard]] bool isValid() const { return m_filter.isValid(); }

    [[nodiscard]] std::string of(std::string_view address) const;

private:
    QRegularExpression m_filter;
    int m_group = 0;
    bool m_isOn = false;
};

} // namespace sightglass::ingest::tracker
