// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <functional>
#include <type_traits>
#include <utility>
#include <variant>

namespace sightglass {

/// Wraps an error so that `return unexpected(...)` reads the same for every Expected<T>.
struct Unexpected
{
    Error error;
};

[[nodiscard]] inline Unexpected unexpected(ErrorCode code, QString detail, QString where = {})
{
    return {Error{code, std::move(detail), std::move(where)}};
}
[[nodiscard]] inline Unexpected unexpected(Error error)
{
    return {std::move(error)};
}

/// A value or an Error. Everything that can fail returns one; exceptions do not cross a function of ours.
/// Spelled like C++23's std::expected so that it can become that.
template <typename T> class [[nodiscard]] Expected
{
    using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
    using value_type = T;

    Expected() requires(std::is_void_v<T> || std::is_default_constructible_v<Stored>) = default;
    Expected(Unexpected failure)
        : m_state(std::in_place_index<1>, std::move(failure.error))
    {
    }
    template <typename U>
    requires(!std::is_void_v<T> && std::is_convertible_v<U&&, Stored> &&
             !std::is_same_v<std::remove_cvref_t<U>, Expected> && !std::is_same_v<std::remove_cvref_t<U>, Unexpected>)
        Expected(U&& value)
        : m_state(std::in_place_index<0>, std::forward<U>(value))
    {
    }

    [[nodiscard]] bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    Stored& value() & { return std::get<0>(m_state); }
    const Stored& value() const& { return std::get<0>(m_state); }
    Stored&& value() && { return std::get<0>(std::move(m_state)); }
    Stored& operator*() & { return value(); }
    const Stored& operator*() const& { return value(); }
    Stored&& operator*() && { return std::move(*this).value(); }
    Stored* operator->() { return &value(); }
    const Stored* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const& { return std::get<1>(m_state); }
    [[nodiscard]] Error&& error() && { return std::get<1>(std::move(m_state)); }

    template <typename U> [[nodiscard]] Stored value_or(U&& fallback) const&
    {
        return has_value() ? value() : static_cast<Stored>(std::forward<U>(fallback));
    }

    /// Calls `next(value)`, which returns another Expected, unless this holds an error.
    template <typename F> auto and_then(F&& next) &&
    {
        using Next = std::remove_cvref_t<decltype(call(std::forward<F>(next)))>;
        return has_value() ? call(std::forward<F>(next)) : Next(Unexpected{std::move(*this).error()});
    }

    /// Maps the value with a function that cannot fail.
    template <typename F> auto transform(F&& map) &&
    {
        using Mapped = std::remove_cvref_t<decltype(call(std::forward<F>(map)))>;
        if (!has_value())
            return Expected<Mapped>(Unexpected{std::move(*this).error()});
        if constexpr (std::is_void_v<Mapped>) {
            call(std::forward<F>(map));
            return Expected<void>();
        } else {
            return Expected<Mapped>(call(std::forward<F>(map)));
        }
    }

    /// Calls `recover(error)`, which returns this same type, when there is an error.
    template <typename F> Expected or_else(F&& recover) &&
    {
        return has_value() ? std::move(*this) : std::invoke(std::forward<F>(recover), std::move(*this).error());
    }

private:
    template <typename F> decltype(auto) call(F&& f)
    {
        if constexpr (std::is_void_v<T>)
            return std::invoke(std::forward<F>(f));
        else
            return std::invoke(std::forward<F>(f), std::get<0>(std::move(m_state)));
    }

    std::variant<Stored, Error> m_state;
};

} // namespace sightglass
