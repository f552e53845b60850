// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/project.h"
#include "storage/controlstore.h"

#include <QByteArray>

#include <mutex>
#include <string_view>
#include <unordered_map>

namespace sightglass::api {

/// A new token text: 256 random bits, recognisable by its prefix.
[[nodiscard]] QByteArray makeTokenText();
/// What is stored of it.
[[nodiscard]] QByteArray tokenHash(QByteArrayView text);
/// Whether `have` includes `need`: admin includes write includes read.
[[nodiscard]] bool includes(domain::Scope have, domain::Scope need);

/// Who may do what: the stored tokens and those of this process, such as the window's own.
/// Thread: any; answers from memory.
class TokenBook
{
public:
    explicit TokenBook(const storage::ControlStore& control)
        : m_control(control)
    {
    }

    /// A token that lives as long as this process and stands in no file. Its text.
    [[nodiscard]] QByteArray addTemporary(const std::string& name, domain::Scope scope);
    /// The token in an Authorization header ("Bearer …"), or Unauthorized.
    [[nodiscard]] Expected<domain::Token> fromHeader(std::string_view authorization) const;
    [[nodiscard]] Expected<domain::Token> fromText(std::string_view token) const;

private:
    const storage::ControlStore& m_control;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, domain::Token> m_temporary; ///< By hash.
};

} // namespace sightglass::api
