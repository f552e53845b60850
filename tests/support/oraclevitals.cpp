// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace sightglass::test {

using namespace domain;

namespace {

constexpr std::array kVitals{"lcp", "inp", "cls", "fcp", "ttfb"};
constexpr std::size_t kFewest = 10;

/// A page load: who and which view; a report without a view is one by itself.
using Load = std::pair<std::uint64_t, std::string>;

std::optional<double> numberIn(const PropertyMap& map, const std::string& key)
{
    for (const Property& property : map) {
        if (property.key != key)
            continue;
        if (const auto* whole = std::get_if<std::int64_t>(&property.value))
            return *whole >= 0 ? std::optional(static_cast<double>(*whole)) : std::nullopt;
        if (const auto* number = std::get_if<double>(&property.value))
            return std::isfinite(*number) && *number >= 0 ? std::optional(*number) : std::nullopt;
    }
    return std::nullopt;
}

/// Samples under one value.
struct Samples
{
    std::map<std::string, std::vector<double>> of; ///< by vital
    std::set<Load> loads;

    /// Nearest rank: the value at position ⌈0.75·n⌉.
    QJsonValue p75(const std::string& vital) const
    {
        const auto found = of.find(vital);
        if (found == of.end() || found->second.size() < kFewest)
            return QJsonValue::Null;
        std::vector<double> sorted = found->second;
        std::sort(sorted.begin(), sorted.end());
        return sorted[(3 * sorted.size() + 3) / 4 - 1];
    }

    QJsonObject row(const std::string& shown) const
    {
        QJsonObject out{{QStringLiteral("value"), oracleValue(shown)},
                        {QStringLiteral("samples"), static_cast<double>(loads.size())}};
        for (const char* vital : kVitals)
            out.insert(QLatin1String(vital), p75(vital));
        return out;
    }
    bool isShown() const
    {
        return std::any_of(of.begin(), of.end(), [](const auto& one) { return one.second.size() >= kFewest; });
    }
};

/// Metrics §11: the last value of each vital and page load, under the values of the row it came with.
std::map<std::string, Samples> samplesOf(const OracleFacts& facts, OracleSpellings* spellings = nullptr)
{
    std::map<std::string, Samples> out;
    for (const char* vital : kVitals) {
        std::map<Load, std::pair<std::size_t, double>> last;
        for (std::size_t i = 0; i < facts.rows().size(); ++i) {
            const Event& e = facts.event(i);
            const auto number = numberIn(e.vitals, vital);
            if (e.kind != Kind::Vitals || !facts.isChosen(i) || !facts.range().contains(e.eventTime) || !number)
                continue;
            last[{facts.rows()[i].person, e.viewId.empty() ? "#" + std::to_string(i) : "v" + e.viewId}] = {i, *number};
        }
        for (const auto& [load, sample] : last) {
            std::vector<std::string> keys{""};
            if (spellings) {
                keys = facts.valuesOf(sample.first, spellings->property());
                for (std::string& key : keys)
                    key = spellings->count(key);
            }
            for (const std::string& key : keys) {
                out[key].of[vital].push_back(sample.second);
                out[key].loads.insert(load);
            }
        }
    }
    return out;
}

} // namespace

QJsonObject oracleVitals(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range);
    if (in.query.property.empty())
        return {{QStringLiteral("rows"), QJsonArray{samplesOf(facts)[""].row({})}}};
    OracleSpellings spellings(*query::parseProperty(in.query.property));
    std::map<std::string, Samples> samples = samplesOf(facts, &spellings);
    const auto spelling = spellings.shown();
    std::vector<std::tuple<double, bool, std::string, std::string>> order;
    for (const auto& [key, one] : samples) {
        if (one.isShown())
            order.emplace_back(-static_cast<double>(one.loads.size()), key.empty(), spelling.at(key), key);
    }
    std::sort(order.begin(), order.end());
    QJsonArray rows;
    for (const auto& [rank, absent, shown, key] : order) {
        if (rows.size() < in.query.limit)
            rows.append(samples[key].row(shown));
    }
    return {{QStringLiteral("rows"), rows}};
}

} // namespace sightglass::test
