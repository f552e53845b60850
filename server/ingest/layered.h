// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "core/jsonwriter.h"

namespace sightglass::ingest {

/// An object laid over another, as a batch's envelope lends its context to the items: a member of `over` wins, objects
/// under the same name are merged in turn (spec segment §5.2). Nothing is copied.
class Layered
{
public:
    Layered() = default;
    /// Whatever is no object counts as an empty one.
    Layered(json::Value over, json::Value under)
        : m_over(over.isObject() ? over : json::Value())
        , m_under(under.isObject() ? under : json::Value())
    {
    }

    [[nodiscard]] json::Value find(std::string_view name) const
    {
        const json::Value own = m_over.find(name);
        return own.exists() ? own : m_under.find(name);
    }
    /// The object of that name, merged; empty when the member that wins is none.
    [[nodiscard]] Layered object(std::string_view name) const
    {
        const json::Value own = m_over.find(name);
        const json::Value lent = m_under.find(name);
        return own.exists() && !own.isObject() ? Layered() : Layered(own, lent);
    }
    [[nodiscard]] bool exists() const { return m_over.exists() || m_under.exists(); }

    /// Appends the members to the object that is open in `writer`.
    void writeMembers(json::Writer& writer) const
    {
        for (const json::Value own : m_over) {
            const json::Value lent = m_under.find(own.key());
            writer.key(own.key());
            if (own.isObject() && lent.isObject())
                Layered(own, lent).write(writer);
            else
                writer.value(own);
        }
        for (const json::Value lent : m_under) {
            if (!m_over.find(lent.key()).exists())
                writer.member(lent.key(), lent);
        }
    }
    void write(json::Writer& writer) const
    {
        writer.openObject();
        writeMembers(writer);
        writer.closeObject();
    }

private:
    json::Value m_over;
    json::Value m_under;
};

} // namespace sightglass::ingest
