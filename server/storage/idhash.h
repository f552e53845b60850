// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace sightglass::storage {

/// SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012) under a secret of the store: senders
/// choose message ids, so they must not be able to choose their hashes. A plain value; copy it freely.
class IdHash
{
public:
    IdHash() = default;
    /// `secret` has at least 16 bytes.
    explicit IdHash(std::string_view secret);
    /// Never 0, which stands for "no id".
    [[nodiscard]] std::uint64_t operator()(std::string_view text) const;

private:
    std::uint64_t m_k0 = 0;
    std::uint64_t m_k1 = 0;
};

} // namespace sightglass::storage
