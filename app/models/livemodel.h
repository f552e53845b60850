// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"
#include "models/liverun.h"

#include <QAbstractListModel>
#include <QHash>
#include <QTimeZone>

#include <deque>

namespace sightglass::models {

/// The live list: stored events and refusals, newest first, at most kMostRows. GUI thread.
///
/// The same event more than five times in ten seconds folds into one row with a count, which moves to the top as it
/// grows (ui README §6 "Live row"). While paused, what arrives is held and counted; resuming shows it. Rows come in
/// batches (LiveClient), so that a view repaints a few times a second however fast events arrive.
class LiveModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kMostRows = 2'000;

    enum Roles {
        TimeRole = Qt::UserRole, ///< "09:12:31.4" in the project's zone
        IconRole,                ///< Name of an icon
        ToneRole,                ///< Tone
        TitleRole,               ///< What happened, drawn strong
        DetailRole,
        CountRole, ///< How many events the row stands for
        WhoRole,
        PlaceRole,
        SourceRole,
        ProtocolRole,
        GroupRole,     ///< Group
        CameInRole,    ///< Milliseconds since 1970 when the row came in, for the tint of new rows
        IsRefusalRole, ///< True for a refused request
        KeyRole,       ///< The unknown key of a refusal
        AtRole         ///< Milliseconds since 1970 when the hub received it
    };
    /// How a row is coloured.
    enum class Tone { Plain, Positive, Negative, Mark, Muted };
    Q_ENUM(Tone)
    /// What a kind tab shows; All is no group of a row.
    enum class Group { All, PageViews, Events, Exceptions, Refused };
    Q_ENUM(Group)

    explicit LiveModel(QObject* parent = nullptr);

    void setTimezone(const QByteArray& ianaId);
    /// Names for source ids, in the list's "Source" column.
    void setSourceNames(const QHash<QString, QString>& names);
    void add(const client::LiveBatch& batch);
    void clear();

    void setPaused(bool isPaused);
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    /// Events that came in while paused, exactly.
    [[nodiscard]] qint64 heldCount() const { return m_heldCount; }
    [[nodiscard]] int refusedCount() const { return m_refusedCount; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// The event of a row, nothing for a refusal; of a fold, its newest.
    [[nodiscard]] const client::LiveRow* eventAt(int row) const;
    [[nodiscard]] const client::Refusal* refusal(int row) const;

Q_SIGNALS:
    void heldChanged(qint64 held);
    void refusedChanged(int refused);

private:
    using RowPointer = std::shared_ptr<LiveEntry>;

    void show(const client::LiveBatch& batch);
    void hold(const client::LiveBatch& batch);
    void removeFolded();
    void raise(const QList<RowPointer>& grown);
    void insertOnTop(const QList<RowPointer>& fresh);
    void trim();
    [[nodiscard]] QVariant eventData(const LiveEntry& entry, int role) const;
    [[nodiscard]] QVariant refusalData(const LiveEntry& entry, int role) const;
    [[nodiscard]] Group groupOf(const LiveEntry& entry) const;

    std::deque<RowPointer> m_rows; ///< Newest first
    LiveRuns m_runs;
    QHash<QString, QString> m_sourceNames;
    QTimeZone m_zone{"UTC"};
    bool m_isPaused = false;
    client::LiveBatch m_held;
    qint64 m_heldCount = 0;
    int m_refusedCount = 0;
};

} // namespace sightglass::models
