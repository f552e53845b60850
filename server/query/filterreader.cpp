// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/filterreader.h"

#include "query/property.h"
#include "query/texttest.h"

namespace sightglass::query {

namespace {

using domain::Condition;
using domain::Filter;
using domain::Operator;

constexpr int kMaxValues = 1000;
constexpr int kMaxGoals = 10; // each marks every row read
constexpr std::size_t kMaxTextBytes = 8192;

bool takesValue(Operator op)
{
    return op != Operator::IsSet && op != Operator::IsNotSet;
}

QString operatorList()
{
    return QStringLiteral("is is_not contains not_contains starts_with matches gt gte lt lte is_set is_not_set");
}

} // namespace

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
    if (depth > kMaxFilterDepth || ++m_nodes > kMaxFilterNodes)
        return invalid(
            QStringLiteral("too many filters: at most %1 deep and %2 in all").arg(kMaxFilterDepth).arg(kMaxFilterNodes),
            pointer);
    Filter out;
    if (value.isArray()) {
        auto children = filters(value, pointer, depth);
        return std::move(children).transform([&out](std::vector<Filter> list) {
            out.children = std::move(list);
            return out;
        });
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
        return std::move(children).transform([&out](std::vector<Filter> list) {
            out.children = std::move(list);
            return out;
        });
    }
    for (const auto& [member, read] :
         {std::pair("segment", &FilterReader::segment), std::pair("cohort", &FilterReader::cohort),
          std::pair("people", &FilterReader::people)}) {
        const QString key = QString::fromLatin1(member);
        if (!object.contains(key))
            continue;
        if (object.size() != 1)
            return onlyMembers(object, {key}, pointer).and_then([]() -> Expected<Filter> { return Filter(); });
        return (this->*read)(object.value(key), pointer + step(key), depth);
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
    if (auto known =
            onlyMembers(object, {QStringLiteral("property"), QStringLiteral("op"), QStringLiteral("value")}, pointer);
        !known)
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
        return invalid(QStringLiteral("unknown operator; allowed: ") +
                           (isGoal ? QStringLiteral("is is_not") : operatorList()),
                       pointer + QStringLiteral("/op"));
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
        return invalid(test.error().detail,
                       pointer + (value.isArray() ? test.error().where : QStringLiteral("/value")));
    return out;
}

} // namespace sightglass::query
