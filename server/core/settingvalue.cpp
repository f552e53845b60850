// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settingvalue.h"

#include <QHash>
#include <QJsonArray>

#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace sightglass {

namespace {

using Unit = std::pair<QLatin1String, std::int64_t>;
constexpr std::array kByteUnits{Unit{QLatin1String("bytes"), 1},       Unit{QLatin1String("B"), 1},
                                Unit{QLatin1String("kB"), 1000},       Unit{QLatin1String("KiB"), 1024},
                                Unit{QLatin1String("MB"), 1000000},    Unit{QLatin1String("MiB"), 1024 * 1024},
                                Unit{QLatin1String("GB"), 1000000000}, Unit{QLatin1String("GiB"), 1024 * 1024 * 1024}};
constexpr std::array kTimeUnits{Unit{QLatin1String("ms"), 1},      Unit{QLatin1String("s"), 1000},
                                Unit{QLatin1String("m"), 60000},   Unit{QLatin1String("min"), 60000},
                                Unit{QLatin1String("h"), 3600000}, Unit{QLatin1String("d"), 86400000}};

Unexpected badValue(const SettingSpec& spec, const QString& value)
{
    QString allowed = QString::fromUtf8(spec.allowed);
    allowed.replace(u'|', QStringLiteral(" or "));
    return unexpected(
        ErrorCode::InvalidInput,
        QStringLiteral("%1 cannot be \"%2\"; allowed: %3").arg(QString::fromUtf8(spec.key), value, allowed),
        QString::fromUtf8(spec.key));
}

template <std::size_t N>
std::optional<std::int64_t> quantity(const QString& text, const std::array<Unit, N>& units, QString unit)
{
    qsizetype digits = 0;
    while (digits < text.size() && text.at(digits).isDigit())
        ++digits;
    bool ok = false;
    const std::int64_t number = text.left(digits).toLongLong(&ok);
    const QString written = text.mid(digits).trimmed();
    if (!written.isEmpty())
        unit = written;
    for (const auto& [name, factor] : units) {
        if (ok && name == unit && number <= std::numeric_limits<std::int64_t>::max() / factor)
            return number * factor;
    }
    return std::nullopt;
}

std::optional<std::int64_t> number(const SettingSpec& spec, const QString& text)
{
    if (spec.type == SettingType::Bytes)
        return quantity(text, kByteUnits, QString::fromUtf8(spec.unit));
    if (spec.type == SettingType::Duration)
        return quantity(text, kTimeUnits, QString::fromUtf8(spec.unit));
    bool ok = false;
    const std::int64_t value = text.toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<bool> truth(const QString& text)
{
    static const QHash<QString, bool> words{{QStringLiteral("true"), true},   {QStringLiteral("on"), true},
                                            {QStringLiteral("yes"), true},    {QStringLiteral("1"), true},
                                            {QStringLiteral("false"), false}, {QStringLiteral("off"), false},
                                            {QStringLiteral("no"), false},    {QStringLiteral("0"), false}};
    const auto found = words.constFind(text.toLower());
    return found == words.cend() ? std::nullopt : std::optional(*found);
}

QStringList listOf(const QString& text)
{
    QStringList out;
    for (const QString& item : text.split(u',')) {
        if (!item.trimmed().isEmpty())
            out.append(item.trimmed());
    }
    return out;
}

Expected<SettingValue> checkedListeners(const SettingSpec& spec, const QStringList& items)
{
    if (items.isEmpty())
        return badValue(spec, QString());
    for (const QString& item : items) {
        if (!parseListenSetting(item))
            return badValue(spec, item);
    }
    return SettingValue(items);
}

/// The largest unit that says the number without a rest.
template <std::size_t N>
QString withUnit(std::int64_t value, const std::array<Unit, N>& units, std::initializer_list<const char*> usable)
{
    QString out = QString::number(value) + units.front().first;
    for (const auto& [name, factor] : units) {
        const bool use =
            std::any_of(usable.begin(), usable.end(), [n = name](const char* u) { return n == QLatin1String(u); });
        if (use && value != 0 && value % factor == 0)
            out = QString::number(value / factor) + name;
    }
    return out;
}

} // namespace

Expected<SettingValue> parseSetting(const SettingSpec& spec, const QString& text)
{
    switch (spec.type) {
    case SettingType::Text: return SettingValue(text.trimmed());
    case SettingType::TextList: return SettingValue(listOf(text));
    case SettingType::Listeners: return checkedListeners(spec, listOf(text));
    case SettingType::Boolean:
        if (const auto value = truth(text))
            return SettingValue(*value);
        return badValue(spec, text);
    case SettingType::Choice:
        if (!text.isEmpty() && QString::fromUtf8(spec.allowed).split(u'|').contains(text))
            return SettingValue(text);
        return badValue(spec, text);
    case SettingType::Integer:
    case SettingType::Bytes:
    case SettingType::Duration:
        if (const auto value = number(spec, text.trimmed()); value && *value >= spec.least && *value <= spec.most)
            return SettingValue(*value);
        return badValue(spec, text);
    }
    return badValue(spec, text);
}

Expected<SettingValue> parseSetting(const SettingSpec& spec, const QJsonValue& json)
{
    const bool isList = spec.type == SettingType::TextList || spec.type == SettingType::Listeners;
    if (json.isArray() && isList) {
        QStringList items;
        for (const QJsonValue& item : json.toArray()) {
            if (!item.isString() || item.toString().contains(u','))
                return badValue(spec, item.toVariant().toString());
            items.append(item.toString());
        }
        return parseSetting(spec, items.join(u','));
    }
    if (json.isBool())
        return parseSetting(spec, json.toBool() ? QStringLiteral("true") : QStringLiteral("false"));
    if (json.isDouble())
        return parseSetting(spec, QString::number(json.toInteger()));
    if (json.isString())
        return parseSetting(spec, json.toString());
    return badValue(spec, json.isNull() ? QStringLiteral("null") : QStringLiteral("a nested value"));
}

Expected<ListenSetting> parseListenSetting(const QString& text)
{
    const auto bad = [&text] {
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("\"%1\" is no address to listen on").arg(text));
    };
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return bad();
    ListenSetting out;
    const QString where = words.takeFirst();
    if (where.startsWith(QLatin1String("unix:/"))) {
        out.address = where;
    } else {
        bool ok = false;
        out.address = where.section(u':', 0, -2);
        out.port = where.section(u':', -1).toInt(&ok);
        if (out.address.startsWith(u'[') && out.address.endsWith(u']'))
            out.address = out.address.mid(1, out.address.size() - 2);
        if (!ok || out.port < 0 || out.port > 65535 || out.address.isEmpty())
            return bad();
    }
    for (const QString& word : std::as_const(words)) {
        if (word == QLatin1String("private"))
            out.isPrivate = true;
        else if (word == QLatin1String("redirect"))
            out.isRedirect = true;
        else if (word.startsWith(QLatin1String("certificate=")))
            out.certificate = word.section(u'=', 1);
        else if (word.startsWith(QLatin1String("key=")))
            out.key = word.section(u'=', 1);
        else
            return bad();
    }
    if (out.certificate.isEmpty() != out.key.isEmpty())
        return bad();
    return out;
}

QString settingText(const SettingSpec& spec, const SettingValue& value)
{
    if (const auto* text = std::get_if<QString>(&value))
        return *text;
    if (const auto* list = std::get_if<QStringList>(&value))
        return list->join(u',');
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes ? QStringLiteral("true") : QStringLiteral("false");
    const std::int64_t number = std::get<std::int64_t>(value);
    if (spec.type == SettingType::Bytes)
        return withUnit(number, kByteUnits, {"KiB", "MiB", "GiB"});
    if (spec.type == SettingType::Duration)
        return withUnit(number, kTimeUnits, {"s", "min", "h", "d"});
    return QString::number(number);
}

QJsonValue settingJson(const SettingSpec& spec, const SettingValue& value)
{
    if (const auto* list = std::get_if<QStringList>(&value))
        return QJsonArray::fromStringList(*list);
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes;
    if (const auto* number = std::get_if<std::int64_t>(&value); number && spec.type == SettingType::Integer)
        return QJsonValue(qint64(*number));
    return settingText(spec, value);
}

} // namespace sightglass
