// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>

namespace sightglass {

/// One window per data directory: the second start wakes the first and leaves. GUI thread; owned by main.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString& dataDirectory, QObject* parent = nullptr);

    /// False: another instance has been asked to come to the front.
    [[nodiscard]] bool isFirst();

Q_SIGNALS:
    void raiseRequested();

private:
    const QString m_name;
    QLocalServer m_server;
};

} // namespace sightglass
