// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/exclusioncolumn.h"

#include "core/logging.h"
#include "storage/controlquery.h"

#include <QJsonDocument>

namespace sightglass::storage {

domain::Exclusions exclusionsOf(const ControlQuery& row, int column)
{
    domain::Exclusions exclusions;
    const QByteArray text = row.bytes(column);
    if (text.isEmpty())
        return exclusions;
    if (const Expected<void> read = domain::apply(QJsonDocument::fromJson(text).object(), exclusions); !read)
        qCWarning(lcStorage) << "Rules about exclusions cannot be read:" << read.error().detail;
    return exclusions;
}

void bindExclusions(ControlQuery& query, const domain::Exclusions& exclusions)
{
    const QByteArray text = QJsonDocument(domain::toJson(exclusions)).toJson(QJsonDocument::Compact);
    query.bind(":exclusions", exclusions.empty() ? QString() : QString::fromUtf8(text));
}

} // namespace sightglass::storage
