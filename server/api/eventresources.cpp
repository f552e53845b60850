// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/groupedquestion.h"
#include "api/resources.h"

#include "core/timetext.h"

#include <QJsonArray>

#include <limits>

namespace sightglass::api {

namespace {

/// Rows read from the store at most for one page; a filter that matches little gives a short page and a cursor.
constexpr int kMostRowsPerPage = 20'000;
constexpr int kRowsPerRead = 1000;

struct EventQuestion
{
    Page page;
    EventTest test;
    TimePoint from = fromMs(std::numeric_limits<std::int64_t>::min());
    TimePoint to = fromMs(std::numeric_limits<std::int64_t>::max());
};

Expected<void> readTime(const domain::Request& request, const char* name, TimePoint& into)
{
    const std::optional<std::string> text = domain::queryMember(request.query, name);
    if (!text)
        return {};
    const std::optional<TimePoint> time = parseTime(*text);
    if (!time)
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("%1 must be a time of RFC 3339").arg(QString::fromLatin1(name)),
                          u'/' + QString::fromLatin1(name));
    into = *time;
    return {};
}

Expected<EventQuestion> questionOf(const Call& call)
{
    EventQuestion question;
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    question.page = *page;
    const Expected<QJsonArray> filters = filtersOf(call.request);
    if (!filters)
        return unexpected(filters.error());
    if (!filters->isEmpty()) {
        Expected<EventTest> test = call.parts.eventTest(*filters);
        if (!test)
            return unexpected(test.error());
        question.test = std::move(*test);
    }
    if (const Expected<void> read = readTime(call.request, "from", question.from); !read)
        return unexpected(read.error());
    if (const Expected<void> read = readTime(call.request, "to", question.to); !read)
        return unexpected(read.error());
    return question;
}

bool passes(const EventQuestion& question, const domain::Event& event)
{
    return event.eventTime >= question.from && event.eventTime < question.to &&
           (!question.test || question.test(event));
}

} // namespace

/// Query members: `limit`, `cursor`, `filters` (a JSON list), `from`, `to` (event time, half-open).
Answer listEvents(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<EventQuestion> question = questionOf(call);
    if (!question)
        return unexpected(question.error());
    QJsonArray items;
    EventSeq before(question->page.cursor);
    bool hasMore = true;
    for (int read = 0; hasMore && items.size() < question->page.limit && read < kMostRowsPerPage;) {
        if (call.cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the list was stopped"));
        const int wanted = question->test ? kRowsPerRead : question->page.limit - int(items.size());
        const Expected<std::vector<domain::Event>> events = call.parts.store.recentEvents(project->id, before, wanted);
        if (!events)
            return unexpected(events.error());
        hasMore = int(events->size()) == wanted;
        for (const domain::Event& event : *events) {
            if (items.size() == question->page.limit) {
                hasMore = true;
                break;
            }
            ++read;
            before = event.seq;
            if (passes(*question, event))
                items.append(call.parts.eventJson(event));
        }
    }
    QJsonObject out{{QStringLiteral("items"), items}};
    if (hasMore)
        out.insert(QStringLiteral("next"), idText(before.value));
    return json(out);
}

Answer answerQuery(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const bool several = call.body.contains(QLatin1String("queries"));
    return (several ? answerTogether(call, *project) : answerGrouped(call, *project))
        .transform([](const QJsonObject& result) { return json(result); });
}

} // namespace sightglass::api
