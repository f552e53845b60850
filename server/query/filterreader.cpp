// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/filterreader.h"

#include "core/enumnames.h"
#include "query/property.h"
#include "query/texttest.h"

#include <QJsonArray>
#include <QStringList>

namespace sightglass::query {

namespace {

using namespace std::string_view_literals;
using domain::Condition;
using domain::Filter;
using domain::Operator;

constexpr std::array kQueryKinds{"summary"sv, "timeseries"sv, "breakdown"sv, "realtime"sv};
constexpr std::array kIntervals{"minute"sv, "hour"sv, "day"sv, "week"sv, "month"sv};
constexpr std::array kBotModes{"exclude"sv, "include"sv, "only"sv};
constexpr std::array kOperators{"is"sv, "is_not"sv, "contains"sv, "not_contains"sv, "starts_with"sv, "matches"sv,
                                "gt"sv, "gte"sv, "lt"sv, "lte"sv, "is_set"sv, "is_not_set"sv};
constexpr int kMaxDepth = 32;
constexpr int kMaxNodes = 1000;
constexpr int kMaxValues = 1000;
constexpr int kMaxGoals = 10; // each marks every row read
constexpr std::size_t kMaxTextBytes = 8192;
constexpr qsizetype kMaxPatternChars = 1000; // spec api §4

bool takesValue(Operator op) { return op != Operator::IsSet && op != Operator::IsNotSet; }

QString operatorList()
{
    QString out;
    for (const std::string_view op : kOperators)
        out += QLatin1String(op.data(), static_cast<qsizetype>(op.size())) + QLatin1Char(' ');
    return out.trimmed();
}

} // namespace

std::string_view name(domain::QueryKind v) { return enumName(v, kQueryKinds); }
std::string_view name(domain::Interval v) { return enumName(v, kIntervals); }
std::string_view name(domain::BotMode v) { return enumName(v, kBotModes); }
std::string_view name(Operator v) { return enumName(v, kOperators); }
std::optional<domain::QueryKind> parseQueryKind(std::string_view t) { return parseEnum<domain::QueryKind>(t, kQueryKinds); }
std::optional<domain::Interval> parseInterval(std::string_view t) { return parseEnum<domain::Interval>(t, kIntervals); }
std::optional<domain::BotMode> parseBotMode(std::string_view t) { return parseEnum<domain::BotMode>(t, kBotModes); }
std::optional<Operator> parseOperator(std::string_view t) { return parseEnum<Operator>(t, kOperators); }

Unexpected invalid(const QString& detail, const QString& pointer) { return unexpected(ErrorCode::InvalidInput, detail, pointer); }

QString step(const QString& key)
{
    QString out = key;
    return u'/' + out.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

Expected<void> onlyMembers(const QJsonObject& object, const QStringList& allowed, const QString& pointer)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!allowed.contains(it.key()))
            return invalid(QStringLiteral("unknown member; allowed: ") + allowed.join(u' '), pointer + step(it.key()));
    }
    return {};
}

Expected<std::vector<Filter>> FilterReader::filters(const QJsonValue& value, const QString& pointer, int depth)
{
    if (value.isUndefined())
        return std::vector<Filter>();
    if (!value.isArray())
        return invalid(QStringLiteral("must be a list of filters"), pointer);
    std::vector<Filter> out;
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        auto one = filter(list.at(i), pointer + step(QString::number(i)), depth + 1);
        if (!one)
            return unexpected(one.error());
        out.push_back(*std::move(one));
    }
    return out;
}

Expected<Filter> FilterReader::filter(const QJsonValue& value, const QString& pointer, int depth)
{
    if (depth > kMaxDepth || ++m_nodes > kMaxNodes)
        return invalid(QStringLiteral("too many filters: at most %1 deep and %2 in all").arg(kMaxDepth).arg(kMaxNodes), pointer);
    Filter out;
    if (value.isArray()) {
        auto children = filters(value, pointer, depth);
        return std::move(children).transform([&out](std::vector<Filter> list) { out.children = std::move(list); return out; });
    }
    if (!value.isObject())
        return invalid(QStringLiteral("must be a filter: an object or a list"), pointer);
    const QJsonObject object = value.toObject();
    for (const auto& [member, node] : {std::pair("all", Filter::Node::All), std::pair("any", Filter::Node::Any)}) {
        const QString key = QString::fromLatin1(member);
        if (!object.contains(key))
            continue;
        if (object.size() != 1)
            return onlyMembers(object, {key}, pointer).and_then([]() -> Expected<Filter> { return Filter(); });
        out.node = node;
        auto children = filters(object.value(key), pointer + step(key), depth);
        return std::move(children).transform([&out](std::vector<Filter> list) { out.children = std::move(list); return out; });
    }
    const QString negation = QStringLiteral("not");
    if (!object.contains(negation))
        return leaf(object, pointer, depth);
    if (object.size() != 1)
        return onlyMembers(object, {negation}, pointer).and_then([]() -> Expected<Filter> { return Filter(); });
    out.node = Filter::Node::Not;
    return filter(object.value(negation), pointer + step(negation), depth + 1).transform([&out](Filter child) {
        out.children.push_back(std::move(child));
        return out;
    });
}

Expected<std::vector<std::string>> FilterReader::values(const QJsonValue& value, const QString& pointer)
{
    const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{value};
    if (value.isUndefined() || list.isEmpty())
        return invalid(QStringLiteral("this operator needs a value"), pointer);
    std::vector<std::string> out;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString where = value.isArray() ? pointer + step(QString::number(i)) : pointer;
        const QJsonValue one = list.at(i);
        if (++m_values > kMaxValues)
            return invalid(QStringLiteral("at most %1 values").arg(kMaxValues), where);
        if (one.isBool())
            out.emplace_back(one.toBool() ? "true" : "false");
        else if (one.isDouble())
            out.push_back(one.toVariant().toString().toStdString());
        else if (one.isString())
            out.push_back(one.toString().toStdString());
        else
            return invalid(QStringLiteral("must be text, a number or a truth value"), where);
        if (out.back().size() > kMaxTextBytes)
            return invalid(QStringLiteral("at most %1 bytes").arg(kMaxTextBytes), where);
    }
    return out;
}

Expected<Filter> FilterReader::leaf(const QJsonObject& object, const QString& pointer, int depth)
{
    if (auto known = onlyMembers(object, {QStringLiteral("property"), QStringLiteral("op"), QStringLiteral("value")}, pointer); !known)
        return unexpected(known.error());
    Filter out;
    out.node = Filter::Node::Leaf;
    const auto property = parseProperty(object.value(QStringLiteral("property")).toString().toStdString());
    if (!property)
        return invalid(property.error().detail, pointer + QStringLiteral("/property"));
    out.property = propertyText(*property);
    const auto op = parseOperator(object.value(QStringLiteral("op")).toString(QStringLiteral("is")).toStdString());
    const bool isGoal = property->field == Field::Goal;
    if (!op || (isGoal && *op != Operator::Is && *op != Operator::IsNot))
        return invalid(QStringLiteral("unknown operator; allowed: ") + (isGoal ? QStringLiteral("is is_not") : operatorList()), pointer + QStringLiteral("/op"));
    out.op = *op;
    const QString where = pointer + QStringLiteral("/value");
    const QJsonValue value = object.value(QStringLiteral("value"));
    if (isGoal) {
        if (++m_goals > kMaxGoals)
            return invalid(QStringLiteral("at most %1 goals").arg(kMaxGoals), where);
        return goal(value, where, depth + 1).transform([&out](Condition condition) {
            out.goal = std::make_shared<const Condition>(std::move(condition));
            return out;
        });
    }
    if (!takesValue(*op)) {
        if (!value.isUndefined() && !value.isNull())
            return invalid(QStringLiteral("this operator takes no value"), where);
        return out;
    }
    auto list = values(value, where);
    if (!list)
        return unexpected(list.error());
    out.values = *std::move(list);
    for (const std::string& text : out.values) {
        if (*op == Operator::Matches && QString::fromStdString(text).size() > kMaxPatternChars)
            return invalid(QStringLiteral("a pattern has at most %1 characters").arg(kMaxPatternChars), where);
    }
    if (const auto test = TextTest::make(*op, out.values, false); !test)
        return invalid(test.error().detail, pointer + (value.isArray() ? test.error().where : QStringLiteral("/value")));
    return out;
}

Expected<Condition> FilterReader::goal(const QJsonValue& value, const QString& pointer, int depth)
{
    if (depth > kMaxDepth || ++m_nodes > kMaxNodes)
        return invalid(QStringLiteral("too many conditions: at most %1 deep and %2 in all").arg(kMaxDepth).arg(kMaxNodes), pointer);
    if (value.isString()) {
        if (auto saved = m_savedGoal ? m_savedGoal(value.toString().toStdString()) : std::nullopt)
            return *std::move(saved);
        return invalid(QStringLiteral("there is no saved goal with this id; a condition can stand here instead"), pointer);
    }
    if (!value.isObject())
        return invalid(QStringLiteral("must be a condition or the id of a saved goal"), pointer);
    return condition(value.toObject(), pointer, depth);
}

Expected<void> FilterReader::threshold(const QJsonObject& object, const QString& member, const QString& pointer, Condition& out)
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
        return invalid(QStringLiteral("must be a page pattern of at most %1 characters").arg(kMaxPatternChars), at + QStringLiteral("/page"));
    const double number = inner.value(limit).toDouble(-1);
    if (number < 0 || number > (scroll ? 100 : 86400))
        return invalid(scroll ? QStringLiteral("must be a depth, 0 to 100") : QStringLiteral("must be seconds, 0 to 86400"), at + step(limit));
    out.page = page.toStdString();
    if (scroll)
        out.scrollDepth = static_cast<int>(number);
    else
        out.timeOnPage = number;
    return {};
}

Expected<Condition> FilterReader::condition(const QJsonObject& object, const QString& pointer, int depth)
{
    const QStringList choices{QStringLiteral("event"), QStringLiteral("page"), QStringLiteral("kind"), QStringLiteral("scroll"), QStringLiteral("time_on_page")};
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
            return invalid(QStringLiteral("unknown kind; allowed: pageview screen custom exception click impression engagement identify alias group vitals exposure background"), at);
    }
    auto list = filters(object.value(QStringLiteral("filters")), pointer + QStringLiteral("/filters"), depth);
    if (!list)
        return unexpected(list.error());
    out.filters = *std::move(list);
    return out;
}

} // namespace sightglass::query
