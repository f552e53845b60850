// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <QJsonArray>
#include <QJsonObject>

namespace sightglass::api {

/// What a person's events say about them: traits merged by key, and the ids by which they were known. Give it the
/// events oldest first.
class Portrait
{
public:
    void add(const domain::Event& event);
    void writeTo(QJsonObject& out) const;

private:
    void take(const domain::Property& trait);

    QJsonObject m_traits;
    QJsonArray m_userIds;
    QJsonArray m_anonymousIds;
};

} // namespace sightglass::api
