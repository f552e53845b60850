// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/exclusions.h"

#include "domain/webaddress.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>
#include <optional>

namespace sightglass::domain {

namespace {

constexpr qsizetype kMostCharacters = 500; ///< Of one rule.
constexpr std::string_view kBelow = "*.";

template <typename T> using ReadRule = std::function<std::optional<T>(const QString&)>;

Unexpected wrong(const QString& what, const QString& where)
{
    return unexpected(ErrorCode::InvalidInput, what, where);
}

template <typename T>
Expected<void> takeList(const QJsonValue& value, const QString& member, const QString& allowed, const ReadRule<T>& read,
                        std::vector<T>& out)
{
    const QJsonArray items = value.toArray();
    if (!value.isArray() || std::size_t(items.size()) > Exclusions::kMost)
        return wrong(QStringLiteral("\"%1\" must be a list of at most %2 texts").arg(member).arg(Exclusions::kMost),
                     u'/' + member);
    std::vector<T> rules;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString text = items.at(i).toString().trimmed();
        const auto rule = text.size() <= kMostCharacters ? read(text) : std::nullopt;
        if (!rule)
            return wrong(QStringLiteral("\"%1\" is not %2").arg(text.left(100), allowed),
                         QStringLiteral("/%1/%2").arg(member).arg(i));
        if (std::find(rules.begin(), rules.end(), *rule) == rules.end())
            rules.push_back(*rule);
    }
    out = std::move(rules);
    return {};
}

std::optional<AddressBlock> readAddress(const QString& text)
{
    return AddressBlock::parse(text.toStdString());
}

std::optional<std::string> readPage(const QString& text)
{
    const bool isPath = text.startsWith(u'/') || text.startsWith(u'*');
    return isPath ? std::optional(text.toStdString()) : std::nullopt;
}

std::optional<std::string> readHost(const QString& text)
{
    const std::string typed = text.toStdString();
    const bool isBelow = typed.starts_with(kBelow);
    const std::string host = reportHost(hostWithoutPort(std::string_view(typed).substr(isBelow ? kBelow.size() : 0)));
    if (host.empty())
        return std::nullopt;
    return isBelow ? std::string(kBelow) + host : host;
}

bool coversHost(std::string_view rule, std::string_view host)
{
    if (!rule.starts_with(kBelow))
        return rule == host;
    return host.ends_with(rule.substr(1)); // ".example.org"
}

template <typename T, typename Text> QJsonArray listOfRules(const std::vector<T>& rules, Text text)
{
    QJsonArray out;
    for (const T& rule : rules)
        out.append(QString::fromStdString(text(rule)));
    return out;
}

} // namespace

bool matchesPage(std::string_view pattern, std::string_view path)
{
    // After a `**` nothing before it can matter any more, and within one segment nothing before the last `*`.
    constexpr std::size_t kNone = std::string_view::npos;
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = kNone; // what follows the last `*`, and up to where it has eaten
    std::size_t starText = 0;
    std::size_t across = kNone; // likewise of the last `**`
    std::size_t acrossText = 0;
    while (t < path.size() || p < pattern.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            const std::size_t begin = p;
            while (p < pattern.size() && pattern[p] == '*')
                ++p;
            (p - begin > 1 ? across : star) = p;
            (p - begin > 1 ? acrossText : starText) = t;
            if (p - begin > 1)
                star = kNone;
            continue;
        }
        if (p < pattern.size() && t < path.size() && pattern[p] == path[t]) {
            ++p;
            ++t;
            continue;
        }
        if (star != kNone && starText < path.size() && path[starText] != '/') {
            p = star;
            t = ++starText;
        } else if (across != kNone && acrossText < path.size()) {
            p = across;
            t = ++acrossText;
            star = kNone;
        } else {
            return false;
        }
    }
    return true;
}

bool Exclusions::coversAddress(std::string_view address) const
{
    if (addresses.empty())
        return false;
    const auto read = IpAddress::parse(address);
    return read && std::any_of(addresses.begin(), addresses.end(),
                               [&](const AddressBlock& block) { return block.contains(*read); });
}

const std::string* Exclusions::pageRule(std::string_view path) const
{
    const auto found = std::find_if(pages.begin(), pages.end(), [path](const std::string& rule) {
        return !path.empty() && matchesPage(rule, path);
    });
    return found == pages.end() ? nullptr : &*found;
}

const std::string* Exclusions::hostRule(std::string_view hostname) const
{
    const auto found = std::find_if(hosts.begin(), hosts.end(), [hostname](const std::string& rule) {
        return !hostname.empty() && coversHost(rule, hostname);
    });
    return found == hosts.end() ? nullptr : &*found;
}

QJsonObject toJson(const Exclusions& exclusions)
{
    const auto same = [](const std::string& rule) { return rule; };
    return {{QStringLiteral("addresses"),
             listOfRules(exclusions.addresses, [](const AddressBlock& block) { return block.text(); })},
            {QStringLiteral("pages"), listOfRules(exclusions.pages, same)},
            {QStringLiteral("hosts"), listOfRules(exclusions.hosts, same)}};
}

Expected<void> apply(const QJsonValue& value, Exclusions& exclusions)
{
    if (!value.isObject())
        return wrong(QStringLiteral("exclusions are an object with addresses, pages and hosts"), {});
    Exclusions changed = exclusions;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        Expected<void> taken;
        if (it.key() == QLatin1String("addresses"))
            taken = takeList<AddressBlock>(*it, it.key(), QStringLiteral("an address or a block such as 10.0.0.0/8"),
                                           readAddress, changed.addresses);
        else if (it.key() == QLatin1String("pages"))
            taken = takeList<std::string>(*it, it.key(), QStringLiteral("a path such as /admin/**"), readPage,
                                          changed.pages);
        else if (it.key() == QLatin1String("hosts"))
            taken = takeList<std::string>(*it, it.key(), QStringLiteral("a host such as staging.example.org"), readHost,
                                          changed.hosts);
        else
            taken =
                wrong(QStringLiteral("\"%1\" is no kind of exclusion; allowed: addresses, hosts, pages").arg(it.key()),
                      u'/' + it.key());
        if (!taken)
            return taken;
    }
    exclusions = std::move(changed);
    return {};
}

std::string_view exclusionKind(std::string_view excluded)
{
    return excluded.substr(0, excluded.find(':'));
}

} // namespace sightglass::domain
