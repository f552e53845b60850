// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/urltext.h"

#include "ingest/membertext.h"
#include "ingest/tracker/texts.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::tracker {

UrlText::UrlText(const std::string& filter, int group)
    : m_filter(QString::fromStdString(filter))
    , m_group(group)
    , m_isOn(!filter.empty() && m_filter.isValid())
{
}

std::string UrlText::of(std::string_view address) const
{
    std::string text(address);
    if (m_isOn) {
        const auto match = m_filter.match(QString::fromUtf8(address.data(), static_cast<qsizetype>(address.size())));
        if (match.hasMatch())
            text = match.captured(m_group == 0 ? m_filter.captureCount() : m_group).toStdString();
    }
    text = lowerText(text);
    for (const std::string_view scheme : std::array<std::string_view, 2>{"https://", "http://"}) {
        if (const std::size_t at = text.find(scheme); at != std::string::npos) {
            text.erase(0, at + scheme.size() - 2);
            break;
        }
    }
    text.erase(std::min(text.find_first_of("?#"), text.size()));
    return text;
}

} // namespace sightglass::ingest::tracker
