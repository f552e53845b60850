// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/chunkwriter.h"
#include "storage/controldatabase.h"
#include "storage/erasures.h"
#include "storage/eventwriter.h"
#include "storage/housekeeping.h"
#include "storage/sealedidentity.h"
#include "storage/writer.h"

#include <memory>
#include <utility>

namespace sightglass::storage {

/// What lives on the thread, in the order it is opened.
struct Writer::Parts
{
    Connection connection;
    SealedIdentity identities;
    EventWriter events;
    ChunkWriter chunks;
    Erasures erasures;
    Housekeeping housekeeping;
    std::unique_ptr<ControlDatabase> control;
    bool logIsCopied = false;
    bool logMustGo = false;     ///< What was deleted or overwritten shall not be found in it either.
    bool mayHaveRemoved = true; ///< Sources whose events are still to be deleted.

    Parts(Connection opened, Writer& writer)
        : connection(std::move(opened))
        , identities(connection, writer.m_catalogue, writer.m_cache)
        , events(connection, writer.m_map, identities, writer.m_options.dedupHorizon, writer.m_options.dedup)
        , chunks(connection, writer.m_catalogue, events, writer.m_options.sealing.faultPoint)
        , erasures(connection, events, writer.m_options.sealing.faultPoint)
        , housekeeping(connection, writer.m_options.sealing.faultPoint)
    {
    }
};

} // namespace sightglass::storage
