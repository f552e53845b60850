// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::api {

/// Takes the members of a JSON object into the fields of a struct, each with its type and check.
class Members
{
public:
    using Take = std::function<QString(const QJsonValue&)>; ///< "" or what is allowed.

    Members& text(const char* name, std::string& field, qsizetype least, qsizetype most);
    Members& truth(const char* name, bool& field);
    Members& number(const char* name, int& field, int least, int most);
    Members& custom(const char* name, Take take);
    /// A member that is an object of its own; the error's `where` is a JSON pointer below it.
    Members& nested(const char* name, std::function<Expected<void>(const QJsonValue&)> take);
    template <typename Enum>
    Members& word(const char* name, Enum& field, std::optional<Enum> (*parse)(std::string_view), const char* allowed)
    {
        return custom(name, [&field, parse, allowed](const QJsonValue& value) {
            const std::optional<Enum> parsed = parse(value.toString().toStdString());
            if (!parsed)
                return QString::fromLatin1(allowed);
            field = *parsed;
            return QString();
        });
    }
    /// Takes every member of `body`. InvalidInput for a wrong or unknown one, `where` its JSON pointer.
    [[nodiscard]] Expected<void> take(const QJsonObject& body) const;

private:
    std::map<QString, std::function<Expected<void>(const QJsonValue&)>> m_members;
};

} // namespace sightglass::api
