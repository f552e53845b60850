// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QString>

namespace sightglass::storage {

/// The data directory, held exclusively through its file `lock` until destruction (also by a killed process: the lock
/// is the operating system's). Created with mode 0700 when it is missing.
/// Errors: Conflict (another process holds it; the sentence names the directory and that process), Io.
class DataDirectory
{
public:
    [[nodiscard]] static Expected<DataDirectory> acquire(const QString& path);
    DataDirectory(DataDirectory&& other) noexcept;
    DataDirectory& operator=(DataDirectory&&) = delete;
    ~DataDirectory();

    [[nodiscard]] QString databaseFile() const { return databaseFile(m_path); }
    [[nodiscard]] static QString databaseFile(const QString& directory);
    [[nodiscard]] const QString& path() const { return m_path; }

private:
    DataDirectory(QString path, int descriptor)
        : m_path(std::move(path))
        , m_descriptor(descriptor)
    {
    }

    QString m_path;
    int m_descriptor = -1;
};

} // namespace sightglass::storage
