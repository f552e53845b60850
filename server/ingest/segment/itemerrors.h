// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/firstinfull.h"
#include "core/json.h"
#include "ingest/decoded.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest::segment {

inline constexpr std::string_view kInvalidPayload = "invalid_payload"; ///< Code of what is refused as a whole.

/// One refused item of a batch, or a refused single event, as answers show it (spec segment §4.2).
struct ItemError
{
    std::size_t index = 0;
    std::string error = "Invalid payload";
    std::string code;      ///< "" = without details.
    std::string member;    ///< The member that is wrong; "" = the event as a whole.
    std::string message;   ///< One sentence about `member`, of a closed list.
    std::string type;      ///< The item's type; "" when it had none that is known.
    std::size_t items = 1; ///< More: it sums up so many.
};

/// The same as a person sees it in the live view.
[[nodiscard]] Refusal refusalOf(const ItemError& error, json::Value item);

/// The refused items of one batch: the first in full, the others counted by what is wrong with them, so that no answer
/// is longer than that of a hundred.
class ItemErrors
{
public:
    static constexpr std::size_t kInFull = FirstInFull<ItemError>::kInFull;

    void add(ItemError error, json::Value item);

    [[nodiscard]] bool empty() const { return m_errors.empty(); }
    [[nodiscard]] const std::vector<ItemError>& inFull() const { return m_errors.inFull(); }
    /// Those after the first, summed up by code and message, in the order in which their kinds appeared.
    [[nodiscard]] const std::vector<ItemError>& others() const { return m_errors.rest(); }
    [[nodiscard]] std::size_t otherItems() const;
    /// "250 more events were refused", the sentence that stands for others().
    [[nodiscard]] std::string summary() const;
    /// For the live view and the counters: inFull(), and one more that counts for all others.
    [[nodiscard]] std::vector<Refusal> takeRefusals();

private:
    FirstInFull<ItemError> m_errors;
    std::vector<Refusal> m_refusals; ///< One for each of inFull().
};

} // namespace sightglass::ingest::segment
