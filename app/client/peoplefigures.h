// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/figures.h"
#include "client/liverow.h"

#include <QDate>
#include <QJsonObject>

/// Answers of API v2 about people (spec api §3–4): funnels and who stands behind a step, lists of people, one person
/// and what they did, and how people come and go. Made by parsepeople, read by models.
namespace sightglass::client {

/// Spec metrics §6. Rates are 0–1; no value where nobody could have come this far.
struct FunnelStep
{
    qint64 count = 0;
    std::optional<double> overallRate;
    std::optional<double> stepRate; ///< None for the first step.
    qint64 dropOff = 0;             ///< Who took the step before, but not this one.
    std::optional<double> medianMs; ///< From the step before.
    bool operator==(const FunnelStep&) const = default;
};

struct Funnel
{
    QList<FunnelStep> steps;
    QueryStats stats;
};

/// Somebody of a list. Which times and counts there are depends on the list.
struct PersonRow
{
    QString id; ///< Stays the same while no link joins them with somebody.
    QString userId;
    QString anonymousId;
    QString country; ///< ISO alpha-2
    TimePoint at{};  ///< When they were last seen, or took their deepest step of a funnel.
    qint64 steps = 0;
    qint64 visits = 0;
    qint64 events = 0;
    bool operator==(const PersonRow&) const = default;
};

struct PeoplePage
{
    QList<PersonRow> rows;
    qint64 total = 0; ///< On all pages.
    QString next;     ///< Cursor of the next page; "" on the last.
    QueryStats stats;
};

struct Person
{
    PersonRow row;
    TimePoint firstSeen{};
    qint64 pageviews = 0;
    QJsonObject traits;
    QStringList userIds;
    QStringList anonymousIds;
};

/// Oldest first.
struct TimelinePage
{
    QList<LiveRow> rows; ///< `at` is when it happened.
    QString next;
};

struct ActiveDay
{
    QDate date;
    qint64 dau = 0;
    qint64 wau = 0;
    qint64 mau = 0;
};

/// Where the people of a period came from, and how many did not come back (spec metrics §8).
struct LifecyclePeriod
{
    QDate date; ///< Its first day.
    qint64 fresh = 0;
    qint64 returning = 0;
    qint64 resurrecting = 0;
    qint64 dormant = 0;
    [[nodiscard]] qint64 active() const { return fresh + returning + resurrecting; }
    bool operator==(const LifecyclePeriod&) const = default;
};

struct Activity
{
    QList<ActiveDay> days;
    std::optional<double> stickiness;
    QList<LifecyclePeriod> periods;
    bool isCookieless = false; ///< People cannot be told apart from day to day.
    QueryStats stats;
};

} // namespace sightglass::client
