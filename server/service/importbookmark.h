// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ids.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace sightglass::service {

/// How far the import of a file came, kept as a small file until it is done. A file is recognised by its size and its
/// first MiB, and only by an import that reads it in the same way. Losing a bookmark costs time only: what was imported
/// already is recognised. Thread: one at a time.
class ImportBookmark
{
public:
    struct Place
    {
        std::int64_t offset = 0;
        std::int64_t line = 1;
    };

    ImportBookmark() = default;
    /// Error: Io (the file cannot be read, the folder not be made).
    /// `way`: all that decides what becomes of a record.
    [[nodiscard]] static Expected<ImportBookmark> of(const QString& file, ProjectId project, const QByteArray& way,
                                                     const QString& folder);

    [[nodiscard]] Place read() const; ///< The beginning when there is none.
    [[nodiscard]] Expected<void> write(const Place& place) const;
    void remove() const;

private:
    QString m_path;
};

} // namespace sightglass::service
