// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sourceids.h"

#include "api/members.h"
#include "domain/webaddress.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace sightglass::api {

namespace {

/// Characters that would need an escape where the ids stand: in pages, in addresses, before the colon of a Basic key.
const char* const kWriteKeyShape = "^[!#-&(-9;=?-\\[\\]-_a-~]{1,255}$";
const char* const kUidShape = "^[^\\s\"'<>\\\\`/\\p{C}]{1,255}$";
const char* const kTokenShape = "^[A-Za-z0-9_.~-]{1,255}$";
const char* const kSiteShape = "^[A-Za-z0-9_-]{1,100}$"; // One segment of /gc/{site}/count.
const char* const kUuidShape = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";
const char* const kHexShape = "^[0-9A-Fa-f]{32}$";

enum class Letters : std::uint8_t { Kept, Small };

Members::Take idOf(std::string& field, const char* shape, const char* allowed, Letters letters = Letters::Kept)
{
    return [&field, shape, allowed, letters](const QJsonValue& value) -> QString {
        QString text = value.toString().trimmed();
        const QRegularExpression pattern(QString::fromLatin1(shape));
        if (!value.isString() || (!text.isEmpty() && !pattern.match(text).hasMatch()))
            return QString::fromLatin1(allowed) + QStringLiteral(", or \"\" for a new one");
        field = (letters == Letters::Small ? text.toLower() : text).toStdString();
        return QString();
    };
}

/// A host as it is kept: small letters, with its port if one was named; "" when it is none. Takes an address too.
std::string keptHost(const QString& text)
{
    const std::string typed = text.trimmed().toLower().toStdString();
    if (typed.find("://") != std::string::npos) {
        const auto address = domain::parseWebAddress(typed);
        if (!address)
            return {};
        return address->port.empty() ? address->host : address->host + ':' + address->port;
    }
    const std::string_view bare = domain::hostWithoutPort(typed);
    const std::string_view port = std::string_view(typed).substr(bare.size());
    const bool isPort = port.empty() || (port.size() > 1 && port.size() <= 6 &&
                                         port.find_first_not_of("0123456789", 1) == std::string_view::npos);
    return isPort && !domain::reportHost(bare).empty() ? typed : std::string();
}

QString takeHosts(const QJsonValue& value, std::vector<std::string>& field)
{
    const QJsonArray items = value.toArray();
    std::vector<std::string> hosts;
    for (const QJsonValue& item : items) {
        const std::string host = item.toString().size() <= 255 ? keptHost(item.toString()) : std::string();
        if (host.empty())
            return QStringLiteral("a list of hosts such as \"www.example.org\"; \"%1\" is none")
                .arg(item.toString().left(100));
        if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
            hosts.push_back(host);
    }
    if (!value.isArray() || items.size() > 100)
        return QStringLiteral("a list of at most 100 hosts");
    field = std::move(hosts);
    return {};
}

QString takeEventNames(const QJsonValue& value, std::vector<std::string>& field)
{
    const QJsonArray items = value.toArray();
    std::vector<std::string> names;
    for (const QJsonValue& item : items) {
        const std::string name = item.toString().toStdString();
        if (name.empty() || name.size() > 1024)
            return QStringLiteral("a list of event names of 1 to 1024 bytes");
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    if (!value.isArray() || items.size() > 100)
        return QStringLiteral("a list of at most 100 event names");
    field = std::move(names);
    return {};
}

/// The store names a column; whoever asked knows members.
Error pointing(const Error& error)
{
    constexpr std::pair<const char*, const char*> kMembers[]{
        {"write_key", "writeKey"}, {"sentry_key", "sentryKey"},       {"opentrace_uid", "openTraceUid"},
        {"umami_id", "umamiId"},   {"posthog_token", "posthogToken"}, {"goatcounter_site", "goatcounterSite"}};
    for (const auto& [column, member] : kMembers) {
        if (error.code == ErrorCode::Conflict && error.where == QLatin1String(column))
            return {error.code, QStringLiteral("Another source has this %1 already.").arg(QLatin1String(member)),
                    u'/' + QString::fromLatin1(member)};
    }
    return error;
}

std::vector<std::string> comparableHosts(const std::vector<std::string>& hosts)
{
    std::vector<std::string> out;
    std::transform(hosts.begin(), hosts.end(), std::back_inserter(out), domain::comparableHost);
    return out;
}

/// A host that `other` lists and `source` has newly; "" when there is none.
std::string sharedHost(const domain::Source& source, const std::vector<std::string>& before,
                       const domain::Source& other)
{
    if (other.id == source.id || other.kind != source.kind)
        return {};
    const std::vector<std::string> taken = comparableHosts(other.hosts);
    for (const std::string& host : source.hosts) {
        const std::string wanted = domain::comparableHost(host);
        const bool isNew = std::find(before.begin(), before.end(), wanted) == before.end();
        if (isNew && std::find(taken.begin(), taken.end(), wanted) != taken.end())
            return host;
    }
    return {};
}

/// What arrives by host goes to the first source that lists it: a second one of the same kind would wait in vain.
Expected<void> checkHosts(const Call& call, const domain::Source& source, const std::vector<std::string>& listed)
{
    const Expected<std::vector<domain::Project>> projects = call.parts.store.control().projects();
    if (!projects)
        return unexpected(projects.error());
    const std::vector<std::string> before = comparableHosts(listed);
    for (const domain::Project& project : *projects) {
        const Expected<std::vector<domain::Source>> sources = call.parts.store.control().sources(project.id);
        if (!sources)
            return unexpected(sources.error());
        for (const domain::Source& other : *sources) {
            if (const std::string host = project.demo ? std::string() : sharedHost(source, before, other);
                !host.empty())
                return unexpected(ErrorCode::Conflict,
                                  QStringLiteral("Source %1 of project %2 lists the host \"%3\" already.")
                                      .arg(other.id.value)
                                      .arg(project.id.value)
                                      .arg(toQString(host)),
                                  QStringLiteral("/hosts"));
        }
    }
    return {};
}

Expected<domain::Source> pointed(Expected<domain::Source> answer)
{
    if (answer)
        return answer;
    return unexpected(pointing(answer.error()));
}

} // namespace

void addIdMembers(Members& members, domain::Source& source)
{
    members.custom("hosts", [&source](const QJsonValue& value) { return takeHosts(value, source.hosts); })
        .custom("pageviewNames",
                [&source](const QJsonValue& value) { return takeEventNames(value, source.pageviewNames); })
        .custom("writeKey",
                idOf(source.writeKey, kWriteKeyShape, "up to 255 characters without blanks, quotes and ':'"))
        .custom("sentryKey", idOf(source.sentryKey, kHexShape, "32 hexadecimal digits", Letters::Small))
        .custom("openTraceUid",
                idOf(source.openTraceUid, kUidShape, "up to 255 characters without blanks, quotes and '/'"))
        .custom("umamiId",
                idOf(source.umamiId, kUuidShape, "a UUID such as 11111111-2222-4333-8444-555555555555", Letters::Small))
        .custom("posthogToken",
                idOf(source.posthogToken, kTokenShape, "up to 255 letters, digits, '_', '-', '.' and '~'"))
        .custom("goatcounterSite", idOf(source.goatcounterSite, kSiteShape, "up to 100 letters, digits, '-' and '_'"));
}

bool hasSource(const domain::SourceDirectory& directory, const domain::UnknownSender& sender)
{
    // A source that made itself is nobody's yet.
    const auto named = directory.byPublicId(sender.protocol, sender.id);
    if (named && named->project.id != domain::kUnassignedProject)
        return true;
    switch (sender.protocol) {
    case domain::Protocol::Tracker:
    case domain::Protocol::OpenMetrics:
    case domain::Protocol::Sierra:
    case domain::Protocol::Plausible:
    case domain::Protocol::Goatcounter: // By site code first, else by the host it was asked at.
        return directory.byHost(keptHost(toQString(sender.id))) != nullptr;
    case domain::Protocol::Segment:
    case domain::Protocol::OpenTrace:
    case domain::Protocol::Sentry:
    case domain::Protocol::Umami:
    case domain::Protocol::Posthog:
    case domain::Protocol::Import: break;
    }
    return false;
}

Expected<domain::Source> addSourceTo(const Call& call, const domain::Source& source)
{
    if (const Expected<void> free = checkHosts(call, source, {}); !free)
        return unexpected(free.error());
    return pointed(call.parts.store.control().addSource(source));
}

Expected<domain::Source> updateSourceOf(const Call& call, const domain::Source& before, const domain::Source& source)
{
    if (const Expected<void> free = checkHosts(call, source, before.hosts); !free)
        return unexpected(free.error());
    return pointed(call.parts.store.control().updateSource(source));
}

} // namespace sightglass::api
