// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/counters.h"
#include "domain/eventsink.h"
#include "domain/livefeed.h"
#include "domain/sourcedirectory.h"
#include "intake/openmetricsintake.h"
#include "intake/segmentintake.h"

#include <QJsonObject>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace sightglass::test {

/// A sink that keeps events in a list, de-duplicates by message id, and can refuse or hold what it is given.
class RecordingSink final : public domain::EventSink
{
public:
    enum class Mode { Store, Busy, Unavailable, Hold };

    [[nodiscard]] Expected<void> submit(std::vector<domain::Event> events, domain::StoreDone done) override;

    Mode mode = Mode::Store;
    std::vector<domain::Event> events;
    std::vector<domain::StoreDone> held;

private:
    std::set<std::string> m_messageIds;
};

/// One source, by its ids and hosts, and what open mode says.
class OneSourceDirectory final : public domain::SourceDirectory
{
public:
    explicit OneSourceDirectory(domain::SourceEntry entry)
        : m_entry(std::make_shared<const domain::SourceEntry>(std::move(entry)))
    {
    }
    [[nodiscard]] Entry byWriteKey(std::string_view key) const override
    {
        return byPublicId(domain::Protocol::Segment, key);
    }
    [[nodiscard]] Entry byPublicId(domain::Protocol protocol, std::string_view id) const override
    {
        return !id.empty() && id == domain::publicId(m_entry->source, protocol) ? m_entry : nullptr;
    }
    [[nodiscard]] Entry byHost(std::string_view host) const override
    {
        const auto& hosts = m_entry->source.hosts;
        return std::find(hosts.begin(), hosts.end(), host) != hosts.end() ? m_entry : nullptr;
    }
    [[nodiscard]] Entry byId(SourceId) const override { return m_entry; }
    [[nodiscard]] Entry onlySource() const override { return m_entry; }
    [[nodiscard]] Entry firstOfProject(ProjectId) const override { return m_entry; }
    [[nodiscard]] Entry openModeSource() const override { return open ? m_entry : nullptr; }

    bool open = false;

private:
    Entry m_entry;
};

/// Keeps refusals.
class RecordingFeed final : public domain::LiveFeed
{
public:
    [[nodiscard]] Subscription listen(Listener) override { return {}; }
    [[nodiscard]] bool hasListeners() const override { return true; }
    void stored(Events) override {}
    void rejected(domain::Rejection rejection) override { rejections.push_back(std::move(rejection)); }

    std::vector<domain::Rejection> rejections;
};

/// What stands around any protocol's intake. `setup` is a vector's input: its members source, project, open and sink
/// change the defaults.
class IntakeSurroundings
{
public:
    explicit IntakeSurroundings(const QJsonObject& setup = {}, pipeline::PipelineParts parts = {});

    RecordingSink sink;
    OneSourceDirectory directory;
    RecordingFeed feed;
    Counters counters;
    domain::UnknownSenders unknown;
    pipeline::Pipeline pipeline;
    intake::IntakeService service;
};

/// The intakes of Segment and OpenMetrics; `setup` also has strict, lenient and openmetrics.
class IntakeFixture : public IntakeSurroundings
{
public:
    explicit IntakeFixture(const QJsonObject& setup = {}, pipeline::PipelineParts parts = {});

    /// Runs one request of a vector to its answer.
    domain::Response send(const QJsonObject& request);
    domain::Response send(domain::Request request);

    intake::SegmentIntake segment;
    intake::OpenMetricsIntake openMetrics;
};

/// "wk_test" and its project.
[[nodiscard]] domain::SourceEntry testSource(const QJsonObject& setup = {});
/// A request of a vector, received at 2025-01-15T14:30:10Z from 203.0.113.9.
[[nodiscard]] domain::Request requestOf(const QJsonObject& request);
/// The members that vectors speak of, under the names of spec routes §4.1.
[[nodiscard]] QJsonObject membersOf(const domain::Event& event);

} // namespace sightglass::test
