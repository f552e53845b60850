// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/portrait.h"

#include "api/call.h"
#include "domain/propertytext.h"

#include <type_traits>
#include <variant>

namespace sightglass::api {

namespace {

QJsonValue traitJson(const domain::PropertyValue& value)
{
    return std::visit(
        [](const auto& v) -> QJsonValue {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string>)
                return toQString(v);
            else if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::int64_t>)
                return qint64(v);
            else
                return v;
        },
        value);
}

void note(QJsonArray& ids, const std::string& id)
{
    if (!id.empty() && !ids.contains(toQString(id)))
        ids.append(toQString(id));
}

} // namespace

void Portrait::add(const domain::Event& event)
{
    for (const domain::Property& trait : event.traitsOnce) {
        if (!m_traits.contains(toQString(trait.key)))
            m_traits.insert(toQString(trait.key), traitJson(trait.value));
    }
    if (event.kind != domain::Kind::Group) {
        for (const domain::Property& trait : event.traits)
            take(trait);
    }
    note(m_userIds, event.userId);
    note(m_anonymousIds, event.anonymousId);
}

void Portrait::take(const domain::Property& trait)
{
    if (domain::isDeletion(trait.value))
        m_traits.remove(toQString(trait.key));
    else
        m_traits.insert(toQString(trait.key), traitJson(trait.value));
}

void Portrait::writeTo(QJsonObject& out) const
{
    out.insert(QStringLiteral("traits"), m_traits);
    out.insert(QStringLiteral("user_ids"), m_userIds);
    out.insert(QStringLiteral("anonymous_ids"), m_anonymousIds);
}

} // namespace sightglass::api
