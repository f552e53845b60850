// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/openapi.h"

#include "api/resources.h"

#include <QJsonDocument>

namespace sightglass::api {

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QJsonObject refTo(const QString& schema)
{
    return {{text("$ref"), QString(text("#/components/schemas/") + schema)}};
}

QJsonObject jsonContent(const QJsonObject& schema, const char* type = "application/json")
{
    return {{text(type), QJsonObject{{text("schema"), schema}}}};
}

QJsonObject described(const char* description, const QJsonObject& content = {})
{
    QJsonObject out{{text("description"), text(description)}};
    if (!content.isEmpty())
        out.insert(text("content"), content);
    return out;
}

/// Schema of what a resource takes and gives, by its last word: "projects/{p}" is a Project.
QString schemaName(std::string_view pattern)
{
    static const QMap<QString, QString> names{{text("projects"), text("Project")},
                                              {text("sources"), text("Source")},
                                              {text("tokens"), text("Token")},
                                              {text("events"), text("Event")},
                                              {text("rejections"), text("Rejection")},
                                              {text("audit"), text("AuditEntry")},
                                              {text("settings"), text("Settings")},
                                              {text("query"), text("Query")},
                                              {text("demo"), text("Project")},
                                              {text("backup"), text("Backup")},
                                              {text("goals"), text("Goal")},
                                              {text("segments"), text("Segment")},
                                              {text("reports"), text("Report")},
                                              {text("annotations"), text("Annotation")},
                                              {text("cohorts"), text("Cohort")},
                                              {text("jobs"), text("Job")},
                                              {text("imports"), text("Job")},
                                              {text("exports"), text("Job")},
                                              {text("compact"), text("Job")},
                                              {text("relabel"), text("Job")},
                                              {text("people"), text("Person")},
                                              {text("timeline"), text("Event")},
                                              {text("metrics"), text("CustomMetric")},
                                              {text("push"), text("CustomMetric")},
                                              {text("value"), text("MetricValue")},
                                              {text("merges"), text("Merge")},
                                              {text("click-links"), text("ClickLink")},
                                              {text("online"), text("Online")},
                                              {text("campaigns"), text("Campaign")},
                                              {text("rules"), text("Rule")},
                                              {text("storage"), text("Storage")},
                                              {text("pixels"), text("Pixel")},
                                              {text("counters"), text("Counter")},
                                              {text("updates"), text("ServiceState")},
                                              {text("logs"), text("LogLine")},
                                              {text("payments"), text("Payment")},
                                              {text("lifetime-values"), text("LifetimeValue")},
                                              {text("agreements"), text("Agreement")},
                                              {text("jurisdictions"), text("Jurisdiction")},
                                              {text("freeze"), text("Segment")},
                                              {text("pull"), text("MetricValue")}};
    QStringList words = toQString(pattern).split(u'/');
    while (words.last().startsWith(u'{'))
        words.removeLast();
    return names.value(words.last());
}

bool isList(const Resource& resource)
{
    return resource.id.starts_with("list");
}

QJsonObject parameter(const QString& name, const char* in, const char* description, const char* type)
{
    return {{text("name"), name},
            {text("in"), text(in)},
            {text("required"), QLatin1String(in) == QLatin1String("path")},
            {text("description"), text(description)},
            {text("schema"), QJsonObject{{text("type"), text(type)}}}};
}

QJsonArray parametersOf(const Resource& resource)
{
    QJsonArray out;
    for (const QString& word : toQString(resource.pattern).split(u'/')) {
        if (word.startsWith(u'{'))
            out.append(parameter(word.mid(1, word.size() - 2), "path", "Id", "string"));
    }
    if (isList(resource)) {
        out.append(parameter(text("limit"), "query", "Items, 1 to 1000; default 100", "integer"));
        out.append(parameter(text("cursor"), "query", "`next` of the answer before", "string"));
    }
    if (resource.id == "listEvents") {
        out.append(parameter(text("filters"), "query", "A JSON list of filters", "string"));
        out.append(parameter(text("from"), "query", "First event time, RFC 3339", "string"));
        out.append(parameter(text("to"), "query", "First event time that is no longer meant", "string"));
    }
    if (resource.id == "listLifetimeValues")
        out.append(parameter(text("by"), "query", "user (default), visitor, order or invoice", "string"));
    if (resource.id == "listPeople") {
        out.append(parameter(text("search"), "query", "Part of a user id or an anonymous id", "string"));
        out.append(parameter(text("sort"), "query",
                             "last_seen (default), first_seen, visits, events or pageviews; largest first", "string"));
        out.append(parameter(text("filters"), "query", "A JSON list of filters", "string"));
        out.append(parameter(text("bots"), "query", "exclude (default), include or only", "string"));
        out.append(parameter(text("range"), "query", "A named range, default all; or `from` and `to`", "string"));
        out.append(parameter(text("from"), "query", "First time that counts", "string"));
        out.append(parameter(text("to"), "query", "First time that no longer counts", "string"));
        out.append(parameter(text("timezone"), "query", "Of the range; default the project's", "string"));
    }
    return out;
}

QJsonObject responsesOf(const Resource& resource)
{
    const QString schema = schemaName(resource.pattern);
    QJsonObject out{{text("default"), QJsonObject{{text("$ref"), text("#/components/responses/Problem")}}}};
    if (resource.id == "erasePerson")
        out.insert(text("202"),
                   described("The job; `not_covered` names what is left", jsonContent(refTo(text("Job")))));
    else if (resource.method == domain::Method::Delete)
        out.insert(text("204"), described("Done"));
    else if (isList(resource))
        out.insert(
            text("200"),
            described("A page",
                      jsonContent({{text("type"), text("object")},
                                   {text("properties"),
                                    QJsonObject{{text("items"), QJsonObject{{text("type"), text("array")},
                                                                            {text("items"), refTo(schema)}}},
                                                {text("next"), QJsonObject{{text("type"), text("string")}}}}}})));
    else if (resource.id == "query")
        out.insert(text("200"), described("The result", jsonContent(refTo(text("Result")))));
    else
        out.insert(resource.method == domain::Method::Post ? text("201") : text("200"),
                   described("The thing as stored", jsonContent(refTo(schema))));
    return out;
}

QJsonObject operation(const Resource& resource)
{
    QJsonObject out{{text("operationId"), toQString(resource.id)},
                    {text("summary"), toQString(resource.summary)},
                    {text("x-scope"), toQString(domain::name(resource.scope))},
                    {text("parameters"), parametersOf(resource)},
                    {text("responses"), responsesOf(resource)}};
    if (resource.method == domain::Method::Post || resource.method == domain::Method::Patch)
        out.insert(
            text("requestBody"),
            QJsonObject{{text("required"), true}, {text("content"), jsonContent(refTo(schemaName(resource.pattern)))}});
    return out;
}

QJsonObject openOperation(const char* id, const char* summary, const QJsonObject& ok)
{
    return {{text("get"), QJsonObject{{text("operationId"), text(id)},
                                      {text("summary"), text(summary)},
                                      {text("security"), QJsonArray()},
                                      {text("responses"), QJsonObject{{text("200"), ok}}}}}};
}

QJsonObject paths()
{
    const QJsonObject object{{text("type"), text("object")}};
    QJsonObject out{
        {text("/health"),
         openOperation("health", "Whether the hub can store", described("It can", jsonContent(object)))},
        {text("/openapi.json"),
         openOperation("openapi", "This description", described("OpenAPI 3.1", jsonContent(object)))},
        {text("/metrics"),
         openOperation("metrics",
                       "Figures for Prometheus; without a token from private listeners and metrics_networks only",
                       described("Text format", jsonContent({{text("type"), text("string")}}, "text/plain")))},
        {text("/projects/{p}/live"),
         openOperation("live", "WebSocket; the first message is {\"token\":…,\"filters\":[…]}",
                       described("Switches to WebSocket"))}};
    for (const Resource& resource : resources()) {
        if (resource.isLocalOnly)
            continue;
        const QString path = u'/' + toQString(resource.pattern);
        QJsonObject item = out.value(path).toObject();
        item.insert(toQString(domain::name(resource.method)).toLower(), operation(resource));
        out.insert(path, item);
    }
    return out;
}

/// What each member is stands with the resource in the hub's own documentation; here are the names and types.
QJsonObject schemas()
{
    const auto object = [](std::initializer_list<std::pair<const char*, const char*>> members) {
        QJsonObject properties;
        for (const auto& [name, type] : members)
            properties.insert(text(name), QJsonObject{{text("type"), text(type)}});
        return QJsonObject{{text("type"), text("object")}, {text("properties"), properties}};
    };
    return {
        {text("Project"), object({{"id", "string"},
                                  {"name", "string"},
                                  {"timezone", "string"},
                                  {"weekStartsOnSunday", "boolean"},
                                  {"currency", "string"},
                                  {"privacy", "string"},
                                  {"honourOptOut", "string"},
                                  {"storeFlagged", "boolean"},
                                  {"keepTrailingSlash", "boolean"},
                                  {"visitTimeoutMinutes", "integer"},
                                  {"cutVisitsAtMidnight", "boolean"},
                                  {"cutVisitsAtCampaign", "boolean"},
                                  {"retentionDays", "integer"},
                                  {"retentionBytes", "integer"},
                                  {"dropMessageIds", "boolean"},
                                  {"automaticEvents", "string"},
                                  {"exclusions", "object"},
                                  {"demo", "boolean"},
                                  {"createdAt", "string"},
                                  {"source", "object"}})},
        {text("Source"), object({{"id", "string"},
                                 {"project", "string"},
                                 {"name", "string"},
                                 {"kind", "string"},
                                 {"hosts", "array"},
                                 {"writeKey", "string"},
                                 {"sentryKey", "string"},
                                 {"dsn", "string"},
                                 {"openTraceUid", "string"},
                                 {"umamiId", "string"},
                                 {"posthogToken", "string"},
                                 {"goatcounterSite", "string"},
                                 {"sierraUri", "string"},
                                 {"ipMode", "string"},
                                 {"storeFullUrl", "boolean"},
                                 {"storeClickIds", "boolean"},
                                 {"pageviewNames", "array"},
                                 {"linkOnAllEvents", "boolean"},
                                 {"rateLimitPerSecond", "integer"},
                                 {"enabled", "boolean"},
                                 {"exclusions", "object"},
                                 {"createdAt", "string"}})},
        {text("Token"), object({{"id", "string"},
                                {"name", "string"},
                                {"scope", "string"},
                                {"createdAt", "string"},
                                {"token", "string"}})},
        {text("Settings"), object({{"values", "object"}, {"items", "array"}})},
        {text("AuditEntry"),
         object({{"at", "string"}, {"actor", "string"}, {"action", "string"}, {"subject", "string"}})},
        {text("Rejection"), object({{"at", "string"},
                                    {"reason", "string"},
                                    {"detail", "string"},
                                    {"protocol", "string"},
                                    {"project", "string"},
                                    {"source_id", "string"},
                                    {"key", "string"},
                                    {"items", "integer"},
                                    {"excerpt", "string"}})},
        {text("Event"), object({{"messageId", "string"},
                                {"type", "string"},
                                {"event", "string"},
                                {"kind", "string"},
                                {"receivedAt", "string"},
                                {"timestamp", "string"},
                                {"properties", "object"}})},
        {text("Job"), object({{"id", "string"},
                              {"kind", "string"},
                              {"subject", "string"},
                              {"project", "string"},
                              {"phase", "string"},
                              {"done", "integer"},
                              {"total", "integer"},
                              {"counts", "object"},
                              {"remarks", "array"},
                              {"error", "string"},
                              {"startedAt", "string"},
                              {"endedAt", "string"}})},
        {text("Person"), object({{"id", "string"},
                                 {"user_id", "string"},
                                 {"anonymous_id", "string"},
                                 {"country", "string"},
                                 {"first_seen", "string"},
                                 {"last_seen", "string"},
                                 {"visits", "integer"},
                                 {"events", "integer"},
                                 {"pageviews", "integer"},
                                 {"traits", "object"},
                                 {"user_ids", "array"},
                                 {"anonymous_ids", "array"}})},
        {text("Storage"), object({{"events", "integer"},
                                  {"sealed_events", "integer"},
                                  {"file_bytes", "integer"},
                                  {"sealed_bytes", "integer"},
                                  {"disk_free_bytes", "integer"},
                                  {"bytes_per_day", "integer"},
                                  {"days_left", "integer"},
                                  {"background", "object"}})},
        {text("Goal"), object({{"id", "string"}, {"name", "string"}, {"condition", "object"}})},
        {text("Segment"), object({{"id", "string"}, {"name", "string"}, {"filters", "array"}, {"frozen", "object"}})},
        {text("Report"), object({{"id", "string"}, {"name", "string"}, {"query", "object"}, {"view", "object"}})},
        {text("Annotation"), object({{"id", "string"}, {"name", "string"}, {"at", "string"}, {"text", "string"}})},
        {text("Cohort"), object({{"id", "string"},
                                 {"name", "string"},
                                 {"did", "object"},
                                 {"times", "integer"},
                                 {"range", "string"},
                                 {"from", "string"},
                                 {"to", "string"}})},
        {text("Online"), object({{"online", "integer"}, {"active", "integer"}, {"heartbeats", "integer"}})},
        {text("Campaign"), object({{"id", "string"},
                                   {"name", "string"},
                                   {"utmSource", "string"},
                                   {"utmMedium", "string"},
                                   {"utmCampaign", "string"},
                                   {"utmContent", "string"},
                                   {"utmTerm", "string"},
                                   {"target", "string"},
                                   {"slug", "string"},
                                   {"botUsername", "string"},
                                   {"botStartParam", "string"},
                                   {"sourceId", "string"},
                                   {"links", "object"}})},
        {text("Rule"), object({{"id", "string"},
                               {"name", "string"},
                               {"trigger", "string"},
                               {"selector", "string"},
                               {"source", "string"}})},
        {text("Pixel"), object({{"id", "string"},
                                {"name", "string"},
                                {"pixelId", "string"},
                                {"eventName", "string"},
                                {"metadata", "object"}})},
        {text("Counter"), object({{"id", "string"}, {"total", "integer"}})},
        {text("ServiceState"), object({{"id", "string"}, {"updatedAt", "string"}, {"msg", "string"}})},
        {text("LogLine"), object({{"id", "string"},
                                  {"createdAt", "string"},
                                  {"topic", "string"},
                                  {"level", "integer"},
                                  {"name", "string"},
                                  {"host", "string"},
                                  {"msg", "string"},
                                  {"params", "object"}})},
        {text("Payment"), object({{"id", "string"},
                                  {"sourceId", "string"},
                                  {"createdAt", "string"},
                                  {"amount", "string"},
                                  {"currency", "string"},
                                  {"vid", "string"},
                                  {"uid", "string"},
                                  {"orid", "string"},
                                  {"invid", "string"},
                                  {"product", "string"}})},
        {text("LifetimeValue"), object({{"id", "string"},
                                        {"currency", "string"},
                                        {"paid", "string"},
                                        {"payments", "integer"},
                                        {"createdAt", "string"},
                                        {"updatedAt", "string"}})},
        {text("Agreement"), object({{"id", "string"},
                                    {"sourceId", "string"},
                                    {"createdAt", "string"},
                                    {"vid", "string"},
                                    {"uid", "string"},
                                    {"cflags", "integer"},
                                    {"country", "string"},
                                    {"region", "string"}})},
        {text("Jurisdiction"), object({{"id", "string"},
                                       {"regulation", "string"},
                                       {"compliance", "string"},
                                       {"seq", "integer"},
                                       {"rules", "object"},
                                       {"locs", "array"},
                                       {"createdAt", "string"}})},
        {text("Merge"), object({{"id", "string"},
                                {"at", "string"},
                                {"session", "string"},
                                {"from", "string"},
                                {"to", "string"},
                                {"identified", "boolean"}})},
        {text("ClickLink"),
         object({{"id", "string"}, {"at", "string"}, {"user_ids", "array"}, {"anonymous_ids", "array"}})},
        {text("CustomMetric"), object({{"id", "string"},
                                       {"name", "string"},
                                       {"type", "string"},
                                       {"unit", "string"},
                                       {"desc", "string"},
                                       {"order", "number"},
                                       {"question", "object"},
                                       {"formula", "string"},
                                       {"bindings", "object"},
                                       {"key", "string"},
                                       {"timeStep", "string"},
                                       {"script", "string"}})},
        {text("MetricValue"), object({{"id", "string"},
                                      {"name", "string"},
                                      {"type", "string"},
                                      {"unit", "string"},
                                      {"order", "number"},
                                      {"status", "string"}})},
        {text("Query"), object({{"kind", "string"},
                                {"from", "string"},
                                {"to", "string"},
                                {"range", "string"},
                                {"timezone", "string"},
                                {"filters", "array"},
                                {"bots", "string"},
                                {"metrics", "array"},
                                {"measures", "array"},
                                {"identified_only", "boolean"},
                                {"groups", "array"},
                                {"queries", "array"}})},
        {text("Result"), object({{"query", "object"}, {"stats", "object"}, {"answers", "array"}})},
        {text("Problem"), object({{"type", "string"},
                                  {"title", "string"},
                                  {"status", "integer"},
                                  {"detail", "string"},
                                  {"code", "string"},
                                  {"pointer", "string"}})}};
}

} // namespace

QJsonObject openApiDocument(const std::string& version)
{
    const QJsonObject bearer{{text("type"), text("http")}, {text("scheme"), text("bearer")}};
    const QJsonObject problem =
        described("What went wrong", jsonContent(refTo(text("Problem")), "application/problem+json"));
    return {
        {text("openapi"), text("3.1.0")},
        {text("info"), QJsonObject{{text("title"), text("Sightglass API v2")}, {text("version"), toQString(version)}}},
        {text("servers"), QJsonArray{QJsonObject{{text("url"), text("/api/v2")}}}},
        {text("security"), QJsonArray{QJsonObject{{text("token"), QJsonArray()}}}},
        {text("paths"), paths()},
        {text("components"), QJsonObject{{text("schemas"), schemas()},
                                         {text("responses"), QJsonObject{{text("Problem"), problem}}},
                                         {text("securitySchemes"), QJsonObject{{text("token"), bearer}}}}}};
}

} // namespace sightglass::api
