// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dropinvectors.h"

#include "core/timetext.h"
#include "domain/eventjson.h"
#include "http/routematcher.h"
#include "http/target.h"
#include "intakefixture.h"
#include "pipeline/dailysecrets.h"
#include "pipeline/referencedata.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace sightglass::test {

namespace {

using namespace Qt::Literals::StringLiterals;

QJsonObject objectOfFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString textOf(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QString instead(const QString& what, const QJsonValue& actual, const QJsonValue& expected)
{
    return actual == expected ? QString() : what + u": "_s + textOf(actual) + u" instead of "_s + textOf(expected);
}

QString differentMembers(const QJsonObject& actual, const QJsonObject& expected)
{
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        if (const QString found = instead(it.key(), actual.value(it.key()), it.value()); !found.isEmpty())
            return found;
    }
    return {};
}

} // namespace

std::vector<DropInCase> dropInCases(const QString& folder)
{
    std::vector<DropInCase> cases;
    const QDir dir(sourcePath(u"tests/vectors/"_s + folder));
    for (const QString& name : dir.entryList({u"*.in.json"_s}, QDir::Files, QDir::Name)) {
        DropInCase one{objectOfFile(dir.filePath(name)),
                       objectOfFile(dir.filePath(QString(name).replace(u".in."_s, u".out."_s)))};
        if (!one.in.value(u"gate"_s).toBool())
            cases.push_back(std::move(one));
    }
    return cases;
}

domain::Request routedRequest(const QJsonObject& in)
{
    domain::Request request = requestOf(in);
    if (const QJsonValue json = in.value(u"json"_s); json.isArray())
        request.body = QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact).toStdString();
    if (in.contains(u"at"_s))
        request.receivedAt = parseTime(in.value(u"at"_s).toString().toStdString()).value();
    if (in.contains(u"address"_s))
        request.clientAddress = in.value(u"address"_s).toString().toStdString();
    request.privateAuthority = in.value(u"private"_s).toBool();
    http::Target target;
    if (!http::splitTarget(request.target, {}, target))
        qFatal("no target: %s", request.target.c_str());
    static const http::RouteMatcher matcher(http::routes(), [](const http::RouteRow&) { return true; });
    request.captures.clear();
    const http::RouteMatch match = matcher.match(request.method, target.segments, false, &request.captures);
    request.route = match.isMethodKnown ? match.row->id : std::string_view();
    return request;
}

pipeline::PipelineParts wholePipeline()
{
    static const auto data = pipeline::ReferenceData::load();
    return {"secret", std::make_shared<pipeline::DailySecretRing>(), data.value(), nullptr};
}

domain::Response answerOf(const RouteHandlers& handlers, domain::Request request)
{
    domain::Response answer;
    answer.status = 0;
    for (const auto& [id, handler] : handlers) {
        if (id == request.route) {
            handler(std::move(request), [&answer](domain::Response response) { answer = std::move(response); });
            break;
        }
    }
    return answer;
}

QString difference(const domain::Response& answer, const QJsonObject& expected)
{
    const QString body = QString::fromStdString(answer.body);
    const QJsonObject json = QJsonDocument::fromJson(body.toUtf8()).object();
    if (answer.status != expected.value(u"status"_s).toInt())
        return u"status %1: "_s.arg(answer.status) + body;
    if (expected.contains(u"body"_s) && body != expected.value(u"body"_s).toString())
        return u"body: "_s + body;
    if (expected.contains(u"json"_s) && json != expected.value(u"json"_s).toObject())
        return u"json: "_s + body;
    if (expected.contains(u"contentType"_s) &&
        answer.contentType != expected.value(u"contentType"_s).toString().toStdString())
        return u"content type: "_s + QString::fromStdString(answer.contentType);
    for (const QJsonValue& member : expected.value(u"has"_s).toArray()) {
        if (!json.contains(member.toString()))
            return member.toString() + u" is missing: "_s + body;
    }
    QJsonObject headers;
    const QJsonObject wanted = expected.value(u"headers"_s).toObject();
    for (auto it = wanted.begin(); it != wanted.end(); ++it) // "" = must not be there
        headers.insert(it.key(), QString::fromUtf8(domain::header(answer.headers, it.key().toStdString())));
    if (const QString found = differentMembers(headers, wanted); !found.isEmpty())
        return found;
    return differentMembers(json, expected.value(u"contains"_s).toObject());
}

QString difference(const std::vector<domain::Event>& events, const QJsonArray& expected)
{
    if (static_cast<qsizetype>(events.size()) != expected.size())
        return u"%1 events"_s.arg(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        QJsonObject members = domain::toJson(events[i]);
        for (const auto& map : {u"properties"_s, u"traits"_s, u"vitals"_s}) {
            if (!members.contains(map))
                members.insert(map, QJsonObject());
        }
        if (!members.contains(u"warnings"_s))
            members.insert(u"warnings"_s, QJsonArray());
        members.insert(u"is_bot"_s, events[i].bot.isBot());
        QJsonObject wanted = expected.at(static_cast<qsizetype>(i)).toObject();
        for (const QJsonValue& member : wanted.take(u"lacks"_s).toArray()) {
            if (members.contains(member.toString()))
                return u"event %1 has "_s.arg(i) + member.toString();
        }
        if (const QString found = differentMembers(members, wanted); !found.isEmpty())
            return u"event %1: "_s.arg(i) + found;
    }
    return {};
}

} // namespace sightglass::test
