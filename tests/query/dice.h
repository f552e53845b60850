// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>

namespace sightglass::test {

/// Choices made at random, the same for the same seed.
class Dice
{
public:
    explicit Dice(std::mt19937_64& random)
        : m_random(random)
    {
    }
    int upTo(int n) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(n)); }
    bool oneIn(int n) { return upTo(n) == 0; }
    template <typename T> T of(std::initializer_list<T> list)
    {
        return list.begin()[upTo(static_cast<int>(list.size()))];
    }

private:
    std::mt19937_64& m_random;
};

} // namespace sightglass::test
