// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/visitorkeys.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <memory>

namespace sightglass::pipeline {

static_assert(std::tuple_size_v<HashKey> == crypto_shorthash_KEYBYTES);

namespace {

/// Longest input that is put together on the stack: an id of 1 024 bytes with its space.
constexpr std::size_t kStackBytes = 1280;

std::uint64_t hash(const HashKey& key, char kind, ProjectId project, std::string_view first, std::string_view second)
{
    const std::uint64_t firstSize = first.size();
    const std::size_t size = 1 + sizeof project.value + sizeof firstSize + first.size() + second.size();
    std::array<unsigned char, kStackBytes> stack;
    std::unique_ptr<unsigned char[]> heap;
    unsigned char* const text =
        size <= stack.size() ? stack.data() : (heap = std::make_unique<unsigned char[]>(size)).get();

    unsigned char* at = text;
    *at++ = static_cast<unsigned char>(kind);
    at = static_cast<unsigned char*>(std::memcpy(at, &project.value, sizeof project.value)) + sizeof project.value;
    at = static_cast<unsigned char*>(std::memcpy(at, &firstSize, sizeof firstSize)) + sizeof firstSize;
    at = std::copy(first.begin(), first.end(), at);
    std::copy(second.begin(), second.end(), at);

    std::uint64_t result = 0;
    static_assert(sizeof result == crypto_shorthash_BYTES);
    crypto_shorthash(reinterpret_cast<unsigned char*>(&result), text, size, key.data());
    return result ? result : 1;
}

} // namespace

HashKey hashKey(std::string_view secret)
{
    HashKey key{};
    crypto_generichash(key.data(), key.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                       nullptr, 0);
    return key;
}

std::uint64_t personKey(const HashKey& key, ProjectId project, std::string_view userId)
{
    return hash(key, 'u', project, {}, userId);
}

std::uint64_t clientKey(const HashKey& key, ProjectId project, std::string_view idSpace, std::string_view anonymousId)
{
    return hash(key, 'c', project, idSpace, anonymousId);
}

std::uint64_t addressKey(const HashKey& key, ProjectId project, std::string_view address, std::string_view userAgent)
{
    return hash(key, 'a', project, address, userAgent);
}

std::uint64_t tabKey(const HashKey& key, ProjectId project, std::string_view tabId)
{
    return hash(key, 't', project, {}, tabId);
}

} // namespace sightglass::pipeline
