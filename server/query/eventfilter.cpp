// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/eventfilter.h"

#include "domain/propertytext.h"
#include "query/filterreader.h"
#include "query/texttest.h"

#include <charconv>

namespace sightglass::query {

using domain::Event;
using domain::Filter;

struct EventFilter::Node
{
    Filter::Node type = Filter::Node::All;
    Nodes children;
    PropertyName property;
    std::optional<TextTest> test;
    std::shared_ptr<const domain::Condition> goal;
    std::optional<PagePattern> page;
    bool negated = false;
};

namespace {

std::string textOf(const domain::PropertyValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    char digits[40];
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto end = whole ? std::to_chars(digits, digits + sizeof digits, *whole)
                           : std::to_chars(digits, digits + sizeof digits, std::get<double>(value));
    return {digits, end.ptr};
}

std::string valueOf(const domain::PropertyMap& map, const std::string& key)
{
    for (const domain::Property& property : map) {
        if (property.key == key && !domain::isDeletion(property.value))
            return textOf(property.value);
    }
    return {};
}

std::string screenOf(const Event& e)
{
    if (e.screenWidth <= 0 || e.screenHeight <= 0)
        return {};
    return std::to_string(e.screenWidth) + 'x' + std::to_string(e.screenHeight);
}

} // namespace

std::string propertyOf(const Event& e, const PropertyName& property, const AcquisitionNames& names)
{
    switch (property.field) {
    case Field::Kind: return std::string(domain::name(e.kind));
    case Field::Event: return e.name;
    case Field::Page: return e.path;
    case Field::Hostname: return e.hostname;
    case Field::Title: return e.title;
    case Field::Source:
    case Field::Channel: {
        if (!names)
            return {};
        SourceAndChannel both =
            names({e.utmSource, e.utmMedium, e.utmCampaign, e.sourceParam, e.clickIdKind, e.referrerHost});
        return property.field == Field::Source ? std::move(both.source) : std::move(both.channel);
    }
    case Field::Referrer: return e.referrerHost;
    case Field::UtmSource: return e.utmSource;
    case Field::UtmMedium: return e.utmMedium;
    case Field::UtmCampaign: return e.utmCampaign;
    case Field::UtmContent: return e.utmContent;
    case Field::UtmTerm: return e.utmTerm;
    case Field::Country: return e.country;
    case Field::Language: return e.language;
    case Field::Browser: return e.browser;
    case Field::BrowserVersion: return e.browserVersion;
    case Field::Os: return e.os;
    case Field::OsVersion: return e.osVersion;
    case Field::Device: return std::string(domain::name(e.device));
    case Field::Screen: return screenOf(e);
    case Field::AppVersion: return e.appVersion;
    case Field::UserId: return e.userId;
    case Field::AnonymousId: return e.anonymousId;
    case Field::Protocol: return std::string(domain::name(e.protocol));
    case Field::SourceId: return std::to_string(e.source.value);
    case Field::Property: return valueOf(e.properties, property.key);
    case Field::Trait: return valueOf(e.traits, property.key);
    case Field::EntryPage:
    case Field::ExitPage:
    case Field::Goal:
    case Field::Session:
    case Field::Basis:
    case Field::Vital: break;
    }
    return {};
}

Expected<EventFilter> EventFilter::compile(const std::vector<Filter>& filters, AcquisitionNames names)
{
    auto nodes = compileAll(filters, QStringLiteral("/filters"));
    if (!nodes)
        return unexpected(nodes.error());
    EventFilter out;
    out.m_names = std::move(names);
    out.m_nodes = *std::move(nodes);
    return out;
}

Expected<EventFilter::Nodes> EventFilter::compileAll(const std::vector<Filter>& filters, const QString& pointer)
{
    Nodes out;
    for (std::size_t i = 0; i < filters.size(); ++i) {
        auto node = compileNode(filters[i], pointer + step(QString::number(i)));
        if (!node)
            return unexpected(node.error());
        out.push_back(*std::move(node));
    }
    return out;
}

Expected<std::shared_ptr<const EventFilter::Node>> EventFilter::compileNode(const Filter& filter,
                                                                            const QString& pointer)
{
    auto node = std::make_shared<Node>();
    node->type = filter.node;
    if (filter.node != Filter::Node::Leaf) {
        const QString member = filter.node == Filter::Node::Any   ? QStringLiteral("/any")
                               : filter.node == Filter::Node::All ? QStringLiteral("/all")
                                                                  : QStringLiteral("/not");
        auto children = compileAll(filter.children, pointer + member);
        if (!children)
            return unexpected(children.error());
        node->children = *std::move(children);
        return std::shared_ptr<const Node>(std::move(node));
    }
    const auto property = parseProperty(filter.property);
    if (!property || property->field == Field::EntryPage || property->field == Field::ExitPage ||
        property->field == Field::Session)
        return invalid(QStringLiteral("not a property of a single event"), pointer + QStringLiteral("/property"));
    node->property = *property;
    if (filter.goal) {
        if (filter.goal->timeOnPage)
            return invalid(QStringLiteral("time on a page is not known from a single event"),
                           pointer + QStringLiteral("/value"));
        auto children = compileAll(filter.goal->filters, pointer + QStringLiteral("/value/filters"));
        if (!children)
            return unexpected(children.error());
        node->children = *std::move(children);
        node->goal = filter.goal;
        node->negated = filter.op == domain::Operator::IsNot;
        if (!filter.goal->page.empty())
            node->page.emplace(filter.goal->page);
        return std::shared_ptr<const Node>(std::move(node));
    }
    auto test = TextTest::make(filter.op, filter.values, ignoresCase(property->field));
    if (!test)
        return invalid(test.error().detail, pointer + test.error().where);
    node->test = *std::move(test);
    return std::shared_ptr<const Node>(std::move(node));
}

bool EventFilter::matches(const Event& event) const
{
    return std::all_of(m_nodes.begin(), m_nodes.end(), [&](const auto& node) { return matchesNode(*node, event); });
}

bool EventFilter::matchesGoal(const Node& node, const Event& event) const
{
    const domain::Condition& goal = *node.goal;
    const bool scroll = goal.scrollDepth.has_value();
    if (scroll ? event.kind != domain::Kind::Engagement : !goal.kind && !domain::countsAsEvent(event.kind))
        return false;
    if (scroll && event.scrollDepth.value_or(-1) < *goal.scrollDepth)
        return false;
    if (!goal.event.empty() && event.name != goal.event)
        return false;
    if (goal.kind && event.kind != *goal.kind)
        return false;
    if (node.page && ((!scroll && event.kind != domain::Kind::Pageview && event.kind != domain::Kind::Screen) ||
                      !node.page->matches(event.path)))
        return false;
    return std::all_of(node.children.begin(), node.children.end(),
                       [&](const auto& child) { return matchesNode(*child, event); });
}

bool EventFilter::matchesNode(const Node& node, const Event& event) const
{
    const auto holds = [&](const auto& child) { return matchesNode(*child, event); };
    switch (node.type) {
    case Filter::Node::All: return std::all_of(node.children.begin(), node.children.end(), holds);
    case Filter::Node::Any: return std::any_of(node.children.begin(), node.children.end(), holds);
    case Filter::Node::Not: return !std::all_of(node.children.begin(), node.children.end(), holds);
    case Filter::Node::Leaf: break;
    }
    return node.goal ? matchesGoal(node, event) != node.negated
                     : node.test->matches(propertyOf(event, node.property, m_names));
}

} // namespace sightglass::query
