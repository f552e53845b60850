// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/dictionary.h"
#include "query/property.h"

#include <memory>
#include <utility>
#include <vector>

namespace sightglass::query {

/// Every text a question may meet, by property. Complete before the first part is folded and shared by all parts, so
/// that a value has one id throughout. Immutable then; any thread.
class Vocabulary
{
public:
    /// Null for what was not asked for. Entry and exit pages are under Field::Page; properties of people as themselves.
    [[nodiscard]] std::shared_ptr<const Dictionary> of(const PropertyName& property) const
    {
        for (const auto& [name, dictionary] : m_dictionaries) {
            if (name == property)
                return dictionary;
        }
        return nullptr;
    }
    [[nodiscard]] const std::shared_ptr<const Dictionary>& currencies() const { return m_currencies; }

    void add(const PropertyName& property, std::shared_ptr<const Dictionary> dictionary)
    {
        m_dictionaries.emplace_back(property, std::move(dictionary));
    }
    void setCurrencies(std::shared_ptr<const Dictionary> dictionary) { m_currencies = std::move(dictionary); }

private:
    std::vector<std::pair<PropertyName, std::shared_ptr<const Dictionary>>> m_dictionaries;
    std::shared_ptr<const Dictionary> m_currencies;
};

} // namespace sightglass::query
