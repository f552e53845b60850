// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sightglass::models {

enum class SnippetLanguage { Plain, Html, JavaScript, Python, Shell, Nginx, Json };

/// Around the part of a line that differs from what people have today: it is drawn strong and never copied.
inline constexpr QChar kStrongMark{1};

/// One tab of a snippet. Lines that start with "- " or "+ " are a diff when `diff` is set.
struct Snippet
{
    QString tab; ///< Empty when there is only one.
    QString code;
    SnippetLanguage language = SnippetLanguage::Plain;
    bool diff = false;
    bool operator==(const Snippet&) const = default;

    /// The code without its marks.
    [[nodiscard]] QString plainCode() const { return QString(code).remove(kStrongMark); }
    /// What is to stay in place: no marks, no removed lines, no signs of a diff.
    [[nodiscard]] QString copyText() const;
};

} // namespace sightglass::models
