// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <string>

namespace sightglass::domain {

/// A WebSocket's session that takes binary messages, too; those of the others are thrown away.
class BinarySession : public SocketSession
{
public:
    /// A binary message of at most the route's body limit.
    virtual void receivedBytes(std::string bytes) = 0;
};

} // namespace sightglass::domain
