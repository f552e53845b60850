// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace sightglass::json {

/// Takes an array apart into its elements without parsing them, so that a file of any length can be read in pieces
/// (openmetrics §14.3). What an element is worth its parser says; here only texts and nesting count. Pure; thread: any.

/// `text` begins after the array's `[` or after an element's comma. The length of the first element with the comma or
/// the `]` that ends it; 0 when that is not in the text.
[[nodiscard]] std::size_t elementLength(std::string_view text);

/// How much of `text` are whole elements; stops behind the `]` that ends the array.
[[nodiscard]] std::size_t wholeElements(std::string_view text);

/// An element without what ends it; blank for an array without elements and for a comma before the `]`. A comma with
/// nothing before it stays, which no parser takes.
[[nodiscard]] std::string_view elementText(std::string_view element);

/// Whether a text holds nothing but JSON's white space.
[[nodiscard]] bool isBlank(std::string_view text);

} // namespace sightglass::json
