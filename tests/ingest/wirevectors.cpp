// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wirevectors.h"

#include "core/timetext.h"
#include "domain/eventjson.h"
#include "http/routematcher.h"
#include "http/target.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <zlib.h>

namespace sightglass::test {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject readObject(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString shown(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QJsonObject parsed(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

/// So many zeros in gzip.
std::string bomb(std::size_t zeros)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
    std::string step(1 << 20, '\0');
    std::string out;
    std::string chunk(1 << 16, '\0');
    while (true) {
        stream.next_in = reinterpret_cast<Bytef*>(step.data());
        stream.avail_in = static_cast<uInt>(std::min(zeros, step.size()));
        zeros -= stream.avail_in;
        int status = Z_OK;
        do {
            stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
            stream.avail_out = static_cast<uInt>(chunk.size());
            status = deflate(&stream, zeros == 0 ? Z_FINISH : Z_NO_FLUSH);
            out.append(chunk, 0, chunk.size() - stream.avail_out);
        } while (stream.avail_out == 0);
        if (status == Z_STREAM_END)
            break;
    }
    deflateEnd(&stream);
    return out;
}

std::string bodyOf(const QJsonObject& in)
{
    if (const QJsonValue json = in.value(u"json"_s); json.isObject())
        return QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact).toStdString();
    if (const QJsonValue json = in.value(u"json"_s); json.isArray())
        return QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact).toStdString();
    if (in.contains(u"bomb"_s))
        return bomb(static_cast<std::size_t>(in.value(u"bomb"_s).toInteger()));
    if (in.contains(u"base64"_s))
        return QByteArray::fromBase64(in.value(u"base64"_s).toString().toLatin1()).toStdString();
    return in.value(u"body"_s).toString().toStdString();
}

domain::Method methodNamed(const QString& name)
{
    using domain::Method;
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Delete}) {
        if (text(domain::name(method)) == name)
            return method;
    }
    return Method::Other;
}

void findRow(domain::Request& request)
{
    http::Target target;
    if (!http::splitTarget(request.target, {}, target))
        qFatal("no target: %s", request.target.c_str());
    request.path = target.path;
    request.query = target.query;
    static const http::RouteMatcher matcher(http::routes(), [](const http::RouteRow&) { return true; });
    const http::RouteMatch match = matcher.match(request.method, target.segments, false, &request.captures);
    request.route = match.isMethodKnown ? match.row->id : std::string_view();
}

/// Whether `actual` has everything that `expected` says.
bool holds(const QJsonValue& actual, const QJsonValue& expected)
{
    if (!expected.isObject() || !actual.isObject())
        return actual == expected;
    const QJsonObject wanted = expected.toObject();
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (!holds(actual.toObject().value(it.key()), it.value()))
            return false;
    }
    return true;
}

bool hasAny(const QJsonObject& object, const QJsonValue& names)
{
    for (const QJsonValue& name : names.toArray()) {
        if (object.contains(name.toString()))
            return true;
    }
    return false;
}

QString difference(const QString& what, const QJsonValue& actual, const QJsonValue& expected)
{
    return what + u": "_s + shown(actual) + u" instead of "_s + shown(expected);
}

} // namespace

std::vector<WireVector> wireVectors(const QString& folder)
{
    const QDir dir(sourcePath(u"tests/vectors/"_s + folder));
    std::vector<WireVector> out;
    for (const QString& name : dir.entryList({u"*.in.json"_s})) {
        const QJsonObject in = readObject(dir.filePath(name));
        if (!in.value(u"gate"_s).toBool())
            out.push_back({in.value(u"origin"_s).toString(), in,
                           readObject(dir.filePath(QString(name).replace(u".in."_s, u".out."_s)))});
    }
    return out;
}

domain::Request wireRequest(const QJsonObject& in)
{
    domain::Request request;
    request.method = methodNamed(in.value(u"method"_s).toString());
    request.target = in.value(u"target"_s).toString().toStdString();
    const QJsonObject headers = in.value(u"headers"_s).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.headers.emplace_back(it.key().toStdString(), it.value().toString().toStdString());
    request.body = bodyOf(in);
    request.receivedAt = *parseTime(in.value(u"received"_s).toString(u"2026-03-02T12:00:00.000Z"_s).toStdString());
    request.clientAddress = "203.0.113.9";
    request.host = domain::header(request.headers, "Host");
    request.scheme = "http";
    request.privateAuthority = in.value(u"private"_s).toBool();
    findRow(request);
    return request;
}

QJsonObject withSourceId(QJsonObject setup, const QString& member, const QString& id)
{
    QJsonObject source = setup.value(u"source"_s).toObject();
    if (!source.contains(member))
        source.insert(member, id);
    setup.insert(u"source"_s, source);
    return setup;
}

domain::Response answerOf(const std::vector<std::pair<std::string_view, domain::Handler>>& handlers,
                          domain::Request request)
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

QString faultOf(const domain::Response& answer, const QJsonObject& expected)
{
    if (answer.status != expected.value(u"status"_s).toInt())
        return difference(u"status"_s, answer.status, expected.value(u"status"_s)) + text(answer.body);
    const QJsonObject body = parsed(answer.body);
    if (expected.contains(u"equals"_s) && body != expected.value(u"equals"_s).toObject())
        return difference(u"answer"_s, body, expected.value(u"equals"_s));
    if (!holds(body, expected.value(u"contains"_s).toObject()))
        return difference(u"answer"_s, body, expected.value(u"contains"_s));
    for (const QJsonValue& member : expected.value(u"has"_s).toArray()) {
        if (!body.contains(member.toString()))
            return u"the answer lacks "_s + member.toString();
    }
    if (expected.contains(u"body"_s) && text(answer.body) != expected.value(u"body"_s).toString())
        return difference(u"body"_s, text(answer.body), expected.value(u"body"_s));
    if (expected.contains(u"bytes"_s) && qsizetype(answer.body.size()) != expected.value(u"bytes"_s).toInteger())
        return difference(u"bytes"_s, qint64(answer.body.size()), expected.value(u"bytes"_s));
    if (expected.contains(u"contentType"_s) && text(answer.contentType) != expected.value(u"contentType"_s).toString())
        return difference(u"content type"_s, text(answer.contentType), expected.value(u"contentType"_s));
    const QJsonObject headers = expected.value(u"headers"_s).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        const QString value = text(domain::header(answer.headers, it.key().toStdString()));
        if (value != it.value().toString())
            return difference(it.key(), value, it.value());
    }
    return {};
}

QString faultOf(const domain::Event& event, const QJsonObject& expected)
{
    const QJsonObject actual = domain::toJson(event);
    const QJsonObject raw = parsed(event.raw);
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const QString& key = it.key();
        const QJsonValue value = actual.value(key);
        if (key == u"raw_lacks"_s && hasAny(raw, it.value()))
            return u"the event as sent holds one of "_s + shown(it.value());
        if (key == u"raw_properties_lack"_s && hasAny(raw.value(u"properties"_s).toObject(), it.value()))
            return u"the properties as sent hold one of "_s + shown(it.value());
        if (key.startsWith(u"raw_"_s))
            continue;
        if (key == u"exception_is"_s && parsed(event.exception) != it.value().toObject())
            return difference(key, parsed(event.exception), it.value());
        if (key == u"exception_is"_s)
            continue;
        const bool isAbsent = value.isUndefined() || value == QJsonValue(QString()) || value == QJsonArray();
        const bool isWhole = key == u"properties"_s || key == u"warnings"_s;
        if (it.value().isNull()              ? !isAbsent
            : isWhole && value.isUndefined() ? !it.value().toObject().isEmpty()
            : isWhole                        ? value != it.value()
                                             : !holds(value, it.value()))
            return difference(key, value, it.value());
    }
    return {};
}

QString faultOf(const std::vector<domain::Event>& events, const QJsonArray& expected)
{
    if (qsizetype(events.size()) != expected.size())
        return difference(u"stored events"_s, qint64(events.size()), qint64(expected.size()));
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (QString fault = faultOf(events[i], expected.at(qsizetype(i)).toObject()); !fault.isEmpty())
            return u"event %1, "_s.arg(i) + fault;
    }
    return {};
}

QString faultOf(const std::vector<domain::Rejection>& rejections, const QJsonArray& expected)
{
    QJsonArray reasons;
    for (const domain::Rejection& rejection : rejections) {
        reasons.append(text(rejection.reason));
        if (rejection.excerpt.size() > 500)
            return u"an excerpt is too long"_s;
    }
    return reasons == expected ? QString() : difference(u"refused"_s, reasons, expected);
}

} // namespace sightglass::test
