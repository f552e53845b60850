// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"
#include "gui/widgets/snippetbox.h"

#include <QCoreApplication>
#include <QUrl>

namespace sightglass::gui {

/// One way of sending, as Connect lists it.
struct Recipe
{
    QString id;
    QString group;
    QString title;
    QString icon;
    QString intro;          ///< One sentence.
    QString action;         ///< Title of the step that changes something.
    QString wait;           ///< Title of the step that waits.
    bool isBrowser = false; ///< Visitors' browsers call the hub: its address must be reachable for them.
};

/// What to paste where, with the real address and ids (spec segment §15, §18). Pure functions.
class Recipes
{
    Q_DECLARE_TR_FUNCTIONS(Recipes)

public:
    [[nodiscard]] static QList<Recipe> all();
    /// `base` is the address senders use, with its path.
    [[nodiscard]] static std::vector<Snippet> snippets(const QString& recipe, const QUrl& base,
                                                       const client::SourceInfo& source);
    /// How a public web server passes a path on to the hub: nginx, Caddy, Apache.
    [[nodiscard]] static std::vector<Snippet> forwarding(const QUrl& hub, const QString& path);
};

/// Whether only the own network can reach a host: loopback, private ranges, names without a dot and `.local`.
[[nodiscard]] bool isPrivateHost(const QString& host);

} // namespace sightglass::gui
