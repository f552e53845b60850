// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/protocolsnippets.h"

#include <optional>

namespace sightglass::models {

/// One way of sending, as Connect lists it.
struct Recipe
{
    QString id;
    QString protocol; ///< As events name it (spec routes §4.1), "segment".
    QString group;
    QString title;
    QString icon;
    QString intro;          ///< One sentence.
    QString action;         ///< Title of the step that changes something.
    QString wait;           ///< Title of the step that waits.
    bool isBrowser = false; ///< Visitors' browsers call the hub: its address must be reachable for them.
    bool needsHost = false; ///< The protocol names no source, but its host: the source has to list it.
};

/// What people may use today and what to change there. Pure functions.
class Recipes
{
    Q_DECLARE_TR_FUNCTIONS(Recipes)

public:
    /// In the order of the page.
    [[nodiscard]] static QList<Recipe> all();
    [[nodiscard]] static std::optional<Recipe> find(const QString& id);
    /// The first way of sending by that protocol, for pages or for programs; the first of all for an unknown one.
    [[nodiscard]] static QString usual(const QString& protocol, bool isBrowser);
    /// Empty for an id that is not in the list.
    [[nodiscard]] static std::vector<Snippet> snippets(const QString& recipe, const SenderAddress& address,
                                                       const client::SourceInfo& source);
    /// Whether the hub could not tell that what arrives this way is of that source.
    [[nodiscard]] static bool lacksHost(const Recipe& recipe, const client::SourceInfo& source)
    {
        return recipe.needsHost && source.hosts.isEmpty();
    }

private:
    [[nodiscard]] static QString actionOf(const Snippet& snippet, bool isBrowser);
};

} // namespace sightglass::models
