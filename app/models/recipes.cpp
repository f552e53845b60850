// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recipes.h"

#include <algorithm>

namespace sightglass::models {

namespace {

using Make = std::vector<Snippet> (*)(const SenderAddress&, const client::SourceInfo&);

struct RecipeRow
{
    const char* id;
    const char* protocol;
    const char* title;
    const char* icon;
    const char* intro;
    bool isBrowser;
    bool needsHost;
    Make make;
};

const char* const kOldAddress =
    QT_TRANSLATE_NOOP("Recipes", "Your pages keep the script and its calls. Only the address changes.");
const char* const kOldCalls =
    QT_TRANSLATE_NOOP("Recipes", "Your program keeps the package and its calls. Only the address changes.");

using S = ProtocolSnippets;

const RecipeRow kRecipes[]{
    {"script", "segment", QT_TRANSLATE_NOOP("Recipes", "Sightglass script"), "code",
     QT_TRANSLATE_NOOP("Recipes", "Two lines in every page, above </head>."), true, false, S::script},
    {"segment", "segment", QT_TRANSLATE_NOOP("Recipes", "Segment script"), "web", kOldAddress, true, false,
     S::segmentPage},
    {"plausible", "plausible", QT_TRANSLATE_NOOP("Recipes", "Plausible script"), "web",
     QT_TRANSLATE_NOOP("Recipes", "Your pages keep the script and its data-domain. Only the address changes."), true,
     true, S::plausible},
    {"umami", "umami", QT_TRANSLATE_NOOP("Recipes", "Umami script"), "web",
     QT_TRANSLATE_NOOP("Recipes", "Your pages keep the script and its website id. Only the address changes."), true,
     false, S::umamiPage},
    {"posthog", "posthog", QT_TRANSLATE_NOOP("Recipes", "PostHog script"), "web",
     QT_TRANSLATE_NOOP("Recipes", "Your pages keep posthog-js and its token. Only the address changes."), true, false,
     S::posthogPage},
    {"goatcounter", "goatcounter", QT_TRANSLATE_NOOP("Recipes", "GoatCounter script"), "web", kOldAddress, true, false,
     S::goatcounter},
    {"sierra", "sierra", QT_TRANSLATE_NOOP("Recipes", "Sierra script"), "web",
     QT_TRANSLATE_NOOP("Recipes", "Your pages keep the script and its attributes. Only the address changes."), true,
     true, S::sierra},
    {"opentrace", "opentrace", QT_TRANSLATE_NOOP("Recipes", "OpenTrace script"), "web", kOldAddress, true, false,
     S::opentracePage},
    {"openmetrics", "openmetrics", QT_TRANSLATE_NOOP("Recipes", "OpenMetrics script"), "web", kOldAddress, true, false,
     S::openmetricsPage},
    {"tracker", "tracker", QT_TRANSLATE_NOOP("Recipes", "Tracker script"), "web", kOldAddress, true, true,
     S::trackerPage},
    {"node", "segment", QT_TRANSLATE_NOOP("Recipes", "Segment for Node"), "event",
     QT_TRANSLATE_NOOP("Recipes", "The usual Segment package with another host."), false, false, S::segmentNode},
    {"python", "segment", QT_TRANSLATE_NOOP("Recipes", "Segment for Python"), "event",
     QT_TRANSLATE_NOOP("Recipes", "The usual Segment package with another host."), false, false, S::segmentPython},
    {"posthog-libraries", "posthog", QT_TRANSLATE_NOOP("Recipes", "PostHog libraries"), "event", kOldCalls, false,
     false, S::posthogLibraries},
    {"umami-node", "umami", QT_TRANSLATE_NOOP("Recipes", "Umami for Node"), "event", kOldCalls, false, false,
     S::umamiNode},
    {"opentrace-python", "opentrace", QT_TRANSLATE_NOOP("Recipes", "OpenTrace for Python"), "event", kOldCalls, false,
     false, S::opentracePython},
    {"openmetrics-node", "openmetrics", QT_TRANSLATE_NOOP("Recipes", "OpenMetrics for Node"), "event",
     QT_TRANSLATE_NOOP("Recipes", "For the client that comes with Sightglass. The original keeps only host and port of "
                                  "an address, so with it one source alone may send this way."),
     false, false, S::openmetricsNode},
    {"tracker-calls", "tracker", QT_TRANSLATE_NOOP("Recipes", "Tracker calls and pixels"), "event", kOldCalls, false,
     true, S::trackerCalls},
    {"curl", "segment", QT_TRANSLATE_NOOP("Recipes", "curl or anything else"), "terminal",
     QT_TRANSLATE_NOOP("Recipes", "One request is one event."), false, false, S::curl}};

const RecipeRow* recipeRow(const QString& id)
{
    const auto found = std::find_if(std::begin(kRecipes), std::end(kRecipes),
                                    [&](const RecipeRow& row) { return id == QLatin1String(row.id); });
    return found == std::end(kRecipes) ? nullptr : found;
}

} // namespace

QString Recipes::actionOf(const Snippet& snippet, bool isBrowser)
{
    if (!snippet.diff)
        return isBrowser ? tr("Put this into your pages") : tr("Put this into your program");
    const bool isOneLine = !snippet.copyText().contains(QLatin1Char('\n'));
    if (isBrowser)
        return isOneLine ? tr("Change one line in your pages") : tr("Change these lines in your pages");
    return isOneLine ? tr("Change one line in your program") : tr("Change these lines in your program");
}

QList<Recipe> Recipes::all()
{
    QList<Recipe> out;
    for (const RecipeRow& row : kRecipes) {
        Recipe recipe;
        recipe.id = QString::fromLatin1(row.id);
        recipe.protocol = QString::fromLatin1(row.protocol);
        recipe.group = row.isBrowser ? tr("Websites") : tr("Apps and back ends");
        recipe.title = tr(row.title);
        recipe.icon = QString::fromLatin1(row.icon);
        recipe.intro = tr(row.intro);
        const bool isCall = recipe.id == QStringLiteral("curl");
        recipe.action = isCall ? tr("Send an event") : actionOf(row.make({}, {}).front(), row.isBrowser);
        recipe.wait = row.isBrowser ? tr("Open your site once") : isCall ? tr("Wait for it") : tr("Run it once");
        recipe.isBrowser = row.isBrowser;
        recipe.needsHost = row.needsHost;
        out.append(recipe);
    }
    return out;
}

std::optional<Recipe> Recipes::find(const QString& id)
{
    const QList<Recipe> recipes = all();
    const auto found = std::find_if(recipes.cbegin(), recipes.cend(), [&](const Recipe& one) { return one.id == id; });
    return found == recipes.cend() ? std::nullopt : std::optional(*found);
}

QString Recipes::usual(const QString& protocol, bool isBrowser)
{
    const QList<Recipe> recipes = all();
    const auto of = [&](bool browser) {
        return std::find_if(recipes.cbegin(), recipes.cend(),
                            [&](const Recipe& one) { return one.protocol == protocol && one.isBrowser == browser; });
    };
    const auto found = of(isBrowser) == recipes.cend() ? of(!isBrowser) : of(isBrowser);
    return found == recipes.cend() ? recipes.first().id : found->id;
}

std::vector<Snippet> Recipes::snippets(const QString& recipe, const SenderAddress& address,
                                       const client::SourceInfo& source)
{
    const RecipeRow* row = recipeRow(recipe);
    return row == nullptr ? std::vector<Snippet>() : row->make(address, source);
}

} // namespace sightglass::models
