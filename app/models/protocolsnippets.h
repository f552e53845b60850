// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/hubreach.h"
#include "models/snippet.h"

#include <QCoreApplication>

#include <vector>

namespace sightglass::models {

/// The lines that point a protocol's stock clients at the hub, with its address and the source's ids: one function a
/// protocol. Every function is pure.
class ProtocolSnippets
{
    Q_DECLARE_TR_FUNCTIONS(ProtocolSnippets)

public:
    using Tabs = std::vector<Snippet>;
    using Source = client::SourceInfo;

    // spec segment §15, §18
    [[nodiscard]] static Tabs script(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs segmentPage(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs segmentNode(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs segmentPython(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs curl(const SenderAddress& address, const Source& source);
    // spec drop-in-apis §2.4, §3.5, §4.1, §5.1
    [[nodiscard]] static Tabs plausible(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs umamiPage(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs umamiNode(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs posthogPage(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs posthogLibraries(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs goatcounter(const SenderAddress& address, const Source& source);
    // spec sierra-analytics §3.1
    [[nodiscard]] static Tabs sierra(const SenderAddress& address, const Source& source);
    // spec opentrace §6.1, §6.2, §7.1
    [[nodiscard]] static Tabs opentracePage(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs opentracePython(const SenderAddress& address, const Source& source);
    // spec openmetrics §2.2, §2.11, §16
    [[nodiscard]] static Tabs openmetricsPage(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs openmetricsNode(const SenderAddress& address, const Source& source);
    // spec tracker §2.2–2.4, §17.4
    [[nodiscard]] static Tabs trackerPage(const SenderAddress& address, const Source& source);
    [[nodiscard]] static Tabs trackerCalls(const SenderAddress& address, const Source& source);

    /// How a public web server passes passedPath() on to the hub: nginx, Caddy, Apache.
    [[nodiscard]] static Tabs forwarding(const QUrl& hub);
};

/// Puts address and ids into a template: {base} absolute address, {page} the same as a page writes it, {origin}, {host}
/// (without scheme), {scheme}, {path}, {key}, {umami}, {posthog}, {site} of GoatCounter, {uid} of OpenTrace and {uid%}
/// as part of an address, {domain} the site's name, {source} the source's number. Text between two '\1' is drawn
/// strong.
[[nodiscard]] QString filled(const char* text, const SenderAddress& address, const client::SourceInfo& source);

} // namespace sightglass::models
