// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace sightglass::headless {

/// A named pipe of this user's that a hub writes and this program copies to standard output. Gone with the object.
class PipeReader
{
public:
    /// Error: Io.
    [[nodiscard]] static Expected<std::unique_ptr<PipeReader>> make();
    ~PipeReader();
    PipeReader(const PipeReader&) = delete;
    PipeReader& operator=(const PipeReader&) = delete;

    [[nodiscard]] QString path() const;
    /// Copies what comes within 100 ms, and goes on while there is more. Error: Io.
    [[nodiscard]] Expected<void> copyWhatIsThere();

private:
    PipeReader() = default;

    QTemporaryDir m_directory;
    int m_descriptor = -1;
};

} // namespace sightglass::headless
