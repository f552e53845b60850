// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/originalmetrics.h"

#include "api/savedjson.h"
#include "ingest/openmetrics/originaldocument.h"

#include <QJsonDocument>

namespace sightglass::service {

namespace {

constexpr qsizetype kMostName = 200;
constexpr qsizetype kMostKey = 190;

QString keyOf(const QJsonObject& document)
{
    const QJsonValue id = document.value(QLatin1String("_id"));
    const QString text = id.isString() ? id.toString() : document.value(QLatin1String("title")).toString();
    return QStringLiteral("om:") + text.left(kMostKey);
}

/// Which of data, request and script the metric is made of; what is none of them stays as the document's text.
void takeDefinition(const QJsonObject& document, const QByteArray& text, QJsonObject& body)
{
    const QString script = QStringLiteral("script");
    const QJsonObject request = document.value(QLatin1String("request")).toObject();
    if (document.value(script).isString())
        body.insert(script, document.value(script));
    else if (request.value(QLatin1String("url")).isString())
        body.insert(QStringLiteral("request"), request);
    else if (document.contains(QLatin1String("data")))
        body.insert(QStringLiteral("data"), document.value(QLatin1String("data")));
    else
        body.insert(script, QString::fromUtf8(text));
}

QJsonObject metricBody(const QJsonObject& document, const QByteArray& text)
{
    const QString title = document.value(QLatin1String("title")).toString().trimmed().left(kMostName);
    QJsonObject body{{QStringLiteral("name"), title.isEmpty() ? QStringLiteral("(untitled)") : title},
                     {QStringLiteral("key"), keyOf(document)}};
    for (const char* member : {"type", "unit", "desc", "order", "timeStep"}) {
        if (const QJsonValue value = document.value(QLatin1String(member)); !value.isUndefined() && !value.isNull())
            body.insert(QLatin1String(member), value);
    }
    takeDefinition(document, text, body);
    return body;
}

std::optional<domain::SavedItem> knownMetric(storage::ControlStore& control, ProjectId project, const QString& key)
{
    for (domain::SavedItem& item : control.saved(project, domain::SavedKind::Metric)) {
        if (item.body.value(QLatin1String("key")).toString() == key)
            return std::move(item);
    }
    return std::nullopt;
}

/// Whether it says the same, apart from what was fetched since.
bool saysTheSame(const domain::SavedItem& a, domain::SavedItem b)
{
    b.body.remove(QLatin1String("pulled"));
    return a.name == b.name && a.body == b.body;
}

/// True when something changed.
Expected<bool> storeMetric(const QJsonObject& document, const QByteArray& text, ProjectId project,
                           storage::ControlStore& control)
{
    const std::optional<domain::SavedItem> known = knownMetric(control, project, keyOf(document));
    domain::SavedItem item = known.value_or(domain::SavedItem{});
    item.project = project;
    item.kind = domain::SavedKind::Metric;
    if (const Expected<void> applied = api::apply(metricBody(document, text), item); !applied)
        return unexpected(applied.error());
    if (known && saysTheSame(item, *known))
        return false;
    const Expected<domain::SavedItem> stored = known ? control.updateSaved(item) : control.addSaved(item);
    return stored ? Expected<bool>(true) : unexpected(stored.error());
}

Expected<bool> takeMetric(std::string_view record, json::Parser& parser, ProjectId project,
                          storage::ControlStore& control)
{
    const Expected<json::Document> exported = parser.parse(record);
    if (!exported)
        return unexpected(exported.error());
    const QByteArray text = QByteArray::fromStdString(ingest::openmetrics::plainDocument(exported->root));
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a document must be an object"));
    return storeMetric(document.object(), text, project, control);
}

} // namespace

Expected<void> importOriginalMetrics(const QString& file, ExchangeFormat format, const std::string& fileName,
                                     ProjectId project, storage::Store& store, JobControl& control)
{
    RecordFile records(file, format);
    if (const Expected<void> opened = records.open(); !opened)
        return opened;
    if (const Expected<std::string> head = records.takeHead(); !head)
        return unexpected(head.error());
    json::Parser parser;
    for (;;) {
        const Expected<RecordBlock> block = records.next();
        if (!block)
            return unexpected(block.error());
        if (block->text.empty())
            return {};
        std::int64_t line = block->firstLine;
        for (std::string_view rest = block->text; !rest.empty(); ++line) {
            if (control.isCancelled())
                return unexpected(ErrorCode::Cancelled,
                                  QStringLiteral("the import was stopped; started again it goes on from there"));
            const std::string_view record = rest.substr(0, recordLength(rest, format));
            rest.remove_prefix(record.size());
            const std::string_view text = recordText(record, format);
            if (text.empty())
                continue;
            const Expected<bool> changed = takeMetric(text, parser, project, store.control());
            control.count(!changed ? "rejected" : *changed ? "metrics" : "duplicates");
            if (!changed)
                control.remark(remarkOn(fileName, format, line, changed.error()));
        }
    }
}

} // namespace sightglass::service
