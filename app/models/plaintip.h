// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sightglass::models {

/// Text of others as a tool tip that shows it as it stands: Qt takes a tip with a tag in it for HTML.
[[nodiscard]] inline QString plainTip(const QString& text)
{
    if (!text.contains(u'<'))
        return text;
    return QStringLiteral("<span style=\"white-space: pre-wrap\">%1</span>").arg(text.toHtmlEscaped());
}

} // namespace sightglass::models
