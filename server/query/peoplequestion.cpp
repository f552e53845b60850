// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/personkeys.h"
#include "query/queryreader.h"

namespace sightglass::query {

namespace {

constexpr qsizetype kMaxSearchChars = 1000;

domain::Filter idContains(const char* property, const std::string& text)
{
    domain::Filter out;
    out.node = domain::Filter::Node::Leaf;
    out.property = property;
    out.op = domain::Operator::Contains;
    out.values = {text};
    return out;
}

} // namespace

Expected<void> QueryReader::people()
{
    domain::PeopleQuestion& out = m_query.people;
    if (auto done = closed("sort", out.sort, parsePeopleOrder, "last_seen first_seen visits events pageviews"); !done)
        return done;
    if (!value("id").isUndefined()) {
        const auto key = parsePersonKey(value("id").toString().toStdString());
        if (!key)
            return invalid(QStringLiteral("must be the `id` of a person: 16 hexadecimal digits"), at("id"));
        out.only = *key;
    }
    if (auto done = pageOfPeople(out.after); !done)
        return done;
    return search();
}

/// Unless told, whoever came through to the end.
Expected<void> QueryReader::funnelPeople()
{
    domain::FunnelPeopleQuestion& out = m_query.funnelPeople;
    if (auto done = closed("outcome", out.outcome, parseFunnelOutcome, "converted dropped"); !done)
        return done;
    const int steps = static_cast<int>(m_query.funnel.steps.size());
    out.step = steps;
    if (auto done = whole("step", out.step, out.outcome == domain::FunnelOutcome::Converted ? 1 : 2, steps); !done)
        return done;
    return pageOfPeople(out.after);
}

/// The cursor of a list of people.
Expected<void> QueryReader::pageOfPeople(std::optional<domain::PeopleCursor>& after) const
{
    if (value("cursor").isUndefined())
        return {};
    after = parsePeopleCursor(value("cursor").toString().toStdString());
    return after ? Expected<void>() : invalid(QStringLiteral("must be the `next` of an earlier answer"), at("cursor"));
}

/// Part of any of the person's ids, so one more filter on people.
Expected<void> QueryReader::search()
{
    const QJsonValue words = value("search");
    if (words.isUndefined())
        return {};
    if (!words.isString() || words.toString().size() > kMaxSearchChars)
        return invalid(QStringLiteral("must be a text of at most %1 characters").arg(kMaxSearchChars), at("search"));
    const std::string text = words.toString().toStdString();
    if (text.empty())
        return {};
    domain::Filter any;
    any.node = domain::Filter::Node::Any;
    any.children = {idContains("user_id", text), idContains("anonymous_id", text)};
    m_query.filters.push_back(std::move(any));
    return {};
}

} // namespace sightglass::query
