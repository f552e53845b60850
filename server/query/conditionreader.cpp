// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/filterreader.h"

#include "query/queryjson.h"

namespace sightglass::query {

using domain::Condition;
using domain::Filter;

namespace {

constexpr int kMaxCohorts = 10; // each reads its own range
constexpr int kMaxTimes = 1'000'000;

} // namespace

template <typename Read>
auto FilterReader::inside(const QString& name, const QString& pointer, Read read) -> decltype(read())
{
    if (m_open.contains(name))
        return invalid(name + QStringLiteral(" holds itself: ") + m_open.join(QStringLiteral(", ")), pointer);
    m_open.append(name);
    auto out = read();
    m_open.removeLast();
    if (!out && out.error().code == ErrorCode::InvalidInput)
        return invalid(QStringLiteral("in saved %1, %2: %3").arg(name, out.error().where, out.error().detail), pointer);
    return out;
}

Expected<Filter> FilterReader::segment(const QJsonValue& value, const QString& pointer, int depth)
{
    const std::string id = value.toString().toStdString();
    const auto saved = m_sources.savedSegment ? m_sources.savedSegment(id) : std::nullopt;
    if (!saved)
        return invalid(QStringLiteral("must be the id of a saved segment"), pointer);
    auto list =
        inside(QStringLiteral("segment ") + value.toString(), pointer, [&] { return filters(*saved, {}, depth); });
    return std::move(list).transform([](std::vector<Filter> children) {
        Filter out;
        out.children = std::move(children);
        return out;
    });
}

/// A fixed list (openmetrics §8.5): `{"users"?: [id…], "sessions"?: [id…]}`.
Expected<Filter> FilterReader::people(const QJsonValue& value, const QString& pointer, int)
{
    if (!value.isObject())
        return invalid(QStringLiteral("must be an object with `users` and `sessions`"), pointer);
    const QJsonObject list = value.toObject();
    if (auto known = onlyMembers(list, {QStringLiteral("users"), QStringLiteral("sessions")}, pointer); !known)
        return unexpected(known.error());
    Filter out;
    out.node = Filter::Node::Any;
    out.property = kPeopleList;
    for (const auto& [property, member] : {std::pair("user_id", "users"), std::pair("anonymous_id", "sessions")}) {
        auto ids = knownBy(property, list.value(QLatin1String(member)), pointer + step(QLatin1String(member)));
        if (!ids)
            return ids;
        out.children.push_back(*std::move(ids));
    }
    return out;
}

Expected<Filter> FilterReader::knownBy(const char* property, const QJsonValue& ids, const QString& pointer)
{
    Filter out;
    out.node = Filter::Node::Leaf;
    out.property = property;
    if (!ids.isUndefined() && !ids.isArray())
        return invalid(QStringLiteral("must be a list of ids"), pointer);
    for (const QJsonValue& id : ids.toArray()) {
        if (++m_people > kMaxListedPeople || !id.isString() || id.toString().isEmpty())
            return invalid(QStringLiteral("must be a list of ids, at most %1 in all").arg(kMaxListedPeople), pointer);
        out.values.push_back(id.toString().toStdString());
    }
    return out;
}

Expected<Filter> FilterReader::cohort(const QJsonValue& value, const QString& pointer, int depth)
{
    if (!m_sources.range)
        return invalid(QStringLiteral("a cohort can be a filter of reports only"), pointer);
    if (++m_cohorts > kMaxCohorts)
        return invalid(QStringLiteral("at most %1 cohorts").arg(kMaxCohorts), pointer);
    if (value.isObject())
        return cohortRule(value.toObject(), pointer, depth);
    const std::string id = value.toString().toStdString();
    const auto saved = m_sources.savedCohort ? m_sources.savedCohort(id) : std::nullopt;
    if (!saved)
        return invalid(QStringLiteral("must be the id of a saved cohort, or a rule with `did`, `times` and a range"),
                       pointer);
    return inside(QStringLiteral("cohort ") + value.toString(), pointer, [&] { return cohortRule(*saved, {}, depth); });
}

Expected<Filter> FilterReader::cohortRule(const QJsonObject& object, const QString& pointer, int depth)
{
    const QStringList allowed{QStringLiteral("did"), QStringLiteral("times"), QStringLiteral("from"),
                              QStringLiteral("to"), QStringLiteral("range")};
    if (auto known = onlyMembers(object, allowed, pointer); !known)
        return unexpected(known.error());
    auto did = goal(object.value(QStringLiteral("did")), pointer + QStringLiteral("/did"), depth + 1);
    if (!did)
        return unexpected(did.error());
    const auto times =
        wholeNumber(object.value(QStringLiteral("times")), 1, 1, kMaxTimes, pointer + QStringLiteral("/times"));
    if (!times)
        return unexpected(times.error());
    const auto range = m_sources.range(object, pointer);
    if (!range)
        return unexpected(range.error());
    Filter out;
    out.node = Filter::Node::Leaf;
    out.property = "cohort";
    out.cohort = std::make_shared<const domain::CohortRule>(domain::CohortRule{*std::move(did), *times, *range});
    return out;
}

Expected<Condition> FilterReader::goal(const QJsonValue& value, const QString& pointer, int depth)
{
    if (depth > kMaxFilterDepth || ++m_nodes > kMaxFilterNodes)
        return invalid(QStringLiteral("too many conditions: at most %1 deep and %2 in all")
                           .arg(kMaxFilterDepth)
                           .arg(kMaxFilterNodes),
                       pointer);
    if (value.isString()) {
        const std::string id = value.toString().toStdString();
        const auto saved = m_sources.savedGoal ? m_sources.savedGoal(id) : std::nullopt;
        if (!saved)
            return invalid(QStringLiteral("there is no saved goal with this id; a condition can stand here instead"),
                           pointer);
        return inside(QStringLiteral("goal ") + value.toString(), pointer,
                      [&] { return condition(toJson(*saved), {}, depth); });
    }
    if (!value.isObject())
        return invalid(QStringLiteral("must be a condition or the id of a saved goal"), pointer);
    return condition(value.toObject(), pointer, depth);
}

Expected<void> FilterReader::threshold(const QJsonObject& object, const QString& member, const QString& pointer,
                                       Condition& out)
{
    if (!object.contains(member))
        return {};
    const bool scroll = member == QStringLiteral("scroll");
    const QString limit = scroll ? QStringLiteral("depth") : QStringLiteral("seconds");
    const QString at = pointer + step(member);
    const QJsonObject inner = object.value(member).toObject();
    if (auto known = onlyMembers(inner, {QStringLiteral("page"), limit}, at); !known)
        return known;
    const QString page = inner.value(QStringLiteral("page")).toString();
    if (page.isEmpty() || page.size() > kMaxPatternChars)
        return invalid(QStringLiteral("must be a page pattern of at most %1 characters").arg(kMaxPatternChars),
                       at + QStringLiteral("/page"));
    const double number = inner.value(limit).toDouble(-1);
    if (number < 0 || number > (scroll ? 100 : 86400))
        return invalid(scroll ? QStringLiteral("must be a depth, 0 to 100")
                              : QStringLiteral("must be seconds, 0 to 86400"),
                       at + step(limit));
    out.page = page.toStdString();
    if (scroll)
        out.scrollDepth = static_cast<int>(number);
    else
        out.timeOnPage = number;
    return {};
}

Expected<Condition> FilterReader::condition(const QJsonObject& object, const QString& pointer, int depth)
{
    const QStringList choices{QStringLiteral("event"), QStringLiteral("page"), QStringLiteral("kind"),
                              QStringLiteral("scroll"), QStringLiteral("time_on_page")};
    if (auto known = onlyMembers(object, choices + QStringList{QStringLiteral("filters")}, pointer); !known)
        return unexpected(known.error());
    Condition out;
    int chosen = 0;
    for (const QString& choice : choices) {
        const QString at = pointer + step(choice);
        const QJsonValue value = object.value(choice);
        if (value.isUndefined())
            continue;
        if (++chosen > 1)
            return invalid(QStringLiteral("a condition has one of: ") + choices.join(u' '), at);
        if (choices.indexOf(choice) > 2) {
            if (auto done = threshold(object, choice, pointer, out); !done)
                return unexpected(done.error());
            continue;
        }
        const QString text = value.toString();
        if (text.isEmpty() || text.size() > kMaxPatternChars)
            return invalid(QStringLiteral("must be text of 1 to %1 characters").arg(kMaxPatternChars), at);
        if (choice == QStringLiteral("event"))
            out.event = text.toStdString();
        else if (choice == QStringLiteral("page"))
            out.page = text.toStdString();
        else if (out.kind = domain::parseKind(text.toStdString()); !out.kind)
            return invalid(QStringLiteral("unknown kind; allowed: pageview screen custom exception click impression "
                                          "engagement identify alias group vitals exposure background"),
                           at);
    }
    auto list = filters(object.value(QStringLiteral("filters")), pointer + QStringLiteral("/filters"), depth);
    if (!list)
        return unexpected(list.error());
    out.filters = *std::move(list);
    return out;
}

} // namespace sightglass::query
