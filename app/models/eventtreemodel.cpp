// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtreemodel.h"

#include "models/livetext.h"
#include "models/plaintip.h"

#include <QJsonArray>

namespace sightglass::models {

struct EventTreeModel::Node
{
    Node* parent = nullptr;
    QString name;
    QString value;
    bool isGroup = false;
    bool isWarning = false;
    std::vector<std::unique_ptr<Node>> children;

    Node& add(const QString& childName, const QString& childValue = {})
    {
        auto child = std::make_unique<Node>();
        child->parent = this;
        child->name = childName;
        child->value = childValue;
        children.push_back(std::move(child));
        return *children.back();
    }
    [[nodiscard]] int row() const
    {
        const auto& siblings = parent->children;
        for (size_t i = 0; i < siblings.size(); ++i) {
            if (siblings[i].get() == this)
                return int(i);
        }
        return 0;
    }
};

namespace {

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

QString plain(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    return value.isNull() ? QStringLiteral("null") : value.toString();
}

} // namespace

EventTreeModel::EventTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}
EventTreeModel::~EventTreeModel() = default;

void EventTreeModel::clear()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    endResetModel();
}

void EventTreeModel::setEvent(const client::LiveRow& event)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    QJsonObject left = event.json;
    left.remove(QStringLiteral("warnings"));
    left.remove(QStringLiteral("bot"));
    left.remove(QStringLiteral("excluded"));
    // The export names some members twice, in Segment's way and in ours: once is enough to read.
    const QList<QPair<QString, QString>> twice{{QStringLiteral("messageId"), QStringLiteral("message_id")},
                                               {QStringLiteral("receivedAt"), QStringLiteral("received_at")},
                                               {QStringLiteral("userId"), QStringLiteral("user_id")},
                                               {QStringLiteral("anonymousId"), QStringLiteral("anonymous_id")},
                                               {QStringLiteral("event"), QStringLiteral("name")}};
    for (const auto& [theirs, ours] : twice) {
        if (left.contains(ours))
            left.remove(theirs);
    }
    addNotes(event);
    addGroup(tr("Event"),
             words("kind name event type message_id messageId timestamp received_at receivedAt event_time stated_at "
                   "sent_at interactive revenue_minor value_minor currency"),
             left);
    addGroup(tr("Who"),
             words("user_id userId anonymous_id anonymousId visitor visitor_basis linked_id link_kind session_hint "
                   "country region city language locale timezone"),
             left);
    addGroup(tr("Page"), words("url hostname path title page_name page_category view_id engagement_ms scroll_depth"),
             left);
    addGroup(tr("Origin"),
             words("referrer referrer_host utm_source utm_medium utm_campaign utm_content utm_term source_param "
                   "click_id_kind click_ids"),
             left);
    addGroup(tr("Device"),
             words("device browser browser_version os os_version screen_width screen_height viewport_width "
                   "viewport_height app_version environment"),
             left);
    addObject(tr("Properties"), QStringLiteral("properties"), left);
    addObject(tr("Traits"), QStringLiteral("traits"), left);
    addObject(tr("Context"), QStringLiteral("context"), left);
    addGroup(tr("How it came"), left.keys(), left);
    endResetModel();
}

void EventTreeModel::addNotes(const client::LiveRow& event)
{
    if (event.warnings.isEmpty() && event.botReason.isEmpty() && event.excluded.isEmpty())
        return;
    Node& group = m_root->add(tr("Worth knowing"));
    group.isGroup = true;
    if (!event.botReason.isEmpty())
        group.add(tr("Bot"), tr("%1: kept, but not counted.").arg(event.botReason)).isWarning = true;
    if (!event.excluded.isEmpty())
        group.add(tr("Excluded"), event.excluded).isWarning = true;
    for (const QString& code : event.warnings)
        group.add(code, LiveText::warning(code)).isWarning = true;
}

void EventTreeModel::addGroup(const QString& title, const QStringList& members, QJsonObject& left)
{
    Node* group = nullptr;
    for (const QString& member : members) {
        const QJsonValue value = left.take(member);
        if (value.isUndefined() || value.isNull())
            continue;
        if (!group) {
            group = &m_root->add(title);
            group->isGroup = true;
        }
        addValue(*group, member, value);
    }
}

void EventTreeModel::addObject(const QString& title, const QString& member, QJsonObject& left)
{
    const QJsonObject object = left.take(member).toObject();
    if (object.isEmpty())
        return;
    Node& group = m_root->add(title);
    group.isGroup = true;
    for (auto it = object.begin(); it != object.end(); ++it)
        addValue(group, it.key(), it.value());
}

void EventTreeModel::addValue(Node& parent, const QString& name, const QJsonValue& value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        Node& node = parent.add(name);
        for (auto it = object.begin(); it != object.end(); ++it)
            addValue(node, it.key(), it.value());
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        Node& node = parent.add(name);
        for (qsizetype i = 0; i < array.size(); ++i)
            addValue(node, QString::number(i + 1), array.at(i));
    } else {
        parent.add(name, plain(value));
    }
}

EventTreeModel::Node* EventTreeModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex EventTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[size_t(row)].get());
}

QModelIndex EventTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    Node* parent = nodeOf(child)->parent;
    return parent == m_root.get() ? QModelIndex() : createIndex(parent->row(), 0, parent);
}

int EventTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int EventTreeModel::columnCount(const QModelIndex&) const
{
    return 2;
}

QVariant EventTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node& node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole: return index.column() == 0 ? node.name : node.value;
    case Qt::ToolTipRole: return plainTip(index.column() == 0 ? node.name : node.value);
    case IsGroupRole: return node.isGroup;
    case IsWarningRole: return node.isWarning;
    default: return {};
    }
}

} // namespace sightglass::models
