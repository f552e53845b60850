// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/filterreader.h"
#include "query/queryjson.h"
#include "query/rangereader.h"

namespace sightglass::query {

/// Reads one description member by member; stops at the first that is wrong. Lives for one description.
/// Members of all kinds: queryreader.cpp; those of one further report: questionreader.cpp, peoplequestion.cpp.
class QueryReader
{
public:
    QueryReader(const QJsonObject& object, const QueryContext& context);

    [[nodiscard]] Expected<domain::Query> read();

private:
    [[nodiscard]] QJsonValue value(const char* member) const { return m_object.value(QLatin1String(member)); }
    /// A member's JSON pointer, for messages.
    [[nodiscard]] static QString at(const char* member) { return u'/' + QString::fromLatin1(member); }
    [[nodiscard]] bool is(domain::QueryKind kind) const { return m_query.kind == kind; }
    [[nodiscard]] bool isByGoal() const
    {
        return is(domain::QueryKind::Breakdown) && value("property").toString() == QLatin1String("goal");
    }
    /// The enum that a text member names; its default when absent.
    template <typename Enum, typename Parse>
    [[nodiscard]] Expected<void> closed(const char* member, Enum& out, Parse parse, const char* allowed) const;
    /// A whole number; `out` stays when absent.
    [[nodiscard]] Expected<void> whole(const char* member, int& out, int least, int most) const;
    [[nodiscard]] Expected<void> condition(const char* member, domain::Condition& out);

    [[nodiscard]] Expected<void> kind();
    [[nodiscard]] Expected<void> members();
    [[nodiscard]] Expected<void> zone();
    [[nodiscard]] Expected<void> bots();
    [[nodiscard]] Expected<void> filters();
    [[nodiscard]] Expected<void> range();
    [[nodiscard]] Expected<void> metrics();
    [[nodiscard]] Expected<void> metric(const QString& named, const QString& pointer);
    [[nodiscard]] Expected<void> goal();
    [[nodiscard]] Expected<void> compare();
    [[nodiscard]] Expected<void> interval();
    [[nodiscard]] Expected<void> property();
    [[nodiscard]] Expected<void> sort();
    [[nodiscard]] Expected<void> page();

    [[nodiscard]] Expected<void> question();
    [[nodiscard]] Expected<void> funnel();
    [[nodiscard]] Expected<void> funnelPeople();
    [[nodiscard]] Expected<void> pageOfPeople(std::optional<domain::PeopleCursor>& after) const;
    [[nodiscard]] Expected<void> window();
    [[nodiscard]] Expected<void> attempts();
    [[nodiscard]] Expected<void> exclusions();
    [[nodiscard]] Expected<void> exclusion(const QJsonObject& object, const QString& pointer);
    [[nodiscard]] Expected<void> constant();
    [[nodiscard]] Expected<void> retention();
    [[nodiscard]] Expected<void> brackets();
    [[nodiscard]] Expected<void> cells() const;
    [[nodiscard]] Expected<void> days() const;
    [[nodiscard]] Expected<void> journey();
    [[nodiscard]] Expected<void> journeyPage(const char* member, std::string& out) const;
    [[nodiscard]] Expected<void> attribution();
    [[nodiscard]] Expected<void> measures();
    [[nodiscard]] Expected<void> activeUsers() const;
    [[nodiscard]] Expected<void> people();
    [[nodiscard]] Expected<void> search();

    const QJsonObject& m_object;
    const QueryContext& m_context;
    FilterReader m_filters;
    std::optional<RangeReader> m_ranges;
    domain::Query m_query;
};

template <typename Enum, typename Parse>
Expected<void> QueryReader::closed(const char* member, Enum& out, Parse parse, const char* allowed) const
{
    if (value(member).isUndefined())
        return {};
    const auto found = parse(value(member).toString().toStdString());
    if (!found)
        return invalid(QStringLiteral("must be one of: ") + QString::fromLatin1(allowed),
                       step(QString::fromLatin1(member)));
    out = *found;
    return {};
}

} // namespace sightglass::query
