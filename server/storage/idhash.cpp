// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idhash.h"

#include <QtGlobal>

#include <bit>
#include <cstring>

namespace sightglass::storage {

namespace {

struct State
{
    std::uint64_t v0, v1, v2, v3;

    void round()
    {
        v0 += v1;
        v2 += v3;
        v1 = std::rotl(v1, 13) ^ v0;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 = std::rotl(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = std::rotl(v1, 17) ^ v2;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 = std::rotl(v2, 32);
    }
    void take(std::uint64_t word)
    {
        v3 ^= word;
        round();
        v0 ^= word;
    }
};

} // namespace

IdHash::IdHash(std::string_view secret)
{
    Q_ASSERT(secret.size() >= 16);
    std::memcpy(&m_k0, secret.data(), 8);
    std::memcpy(&m_k1, secret.data() + 8, 8);
}

std::uint64_t IdHash::operator()(std::string_view text) const
{
    State s{m_k0 ^ 0x736f6d6570736575, m_k1 ^ 0x646f72616e646f6d, m_k0 ^ 0x6c7967656e657261, m_k1 ^ 0x7465646279746573};
    std::uint64_t word = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::memcpy(&word, text.data() + at, 8);
        s.take(word);
    }
    word = 0;
    if (at < text.size())
        std::memcpy(&word, text.data() + at, text.size() - at);
    s.take(word | static_cast<std::uint64_t>(text.size()) << 56);
    s.v2 ^= 0xff;
    s.round();
    s.round();
    s.round();
    const std::uint64_t hash = s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
    return hash != 0 ? hash : 1;
}

} // namespace sightglass::storage
