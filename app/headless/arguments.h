// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace sightglass::headless {

/// What one command takes besides --data, --config and --json, which all take.
struct Grammar
{
    const char* words; ///< e.g. "PROJECT [FILE]", for the help.
    int least = 0;     ///< Positional words.
    int most = 0;
    const char* flags = "";   ///< Names without a value, blanks between.
    const char* options = ""; ///< Names with a value.
};

/// A command line taken apart: words, flags, options with every value given.
class Arguments
{
public:
    /// Error: InvalidInput, a sentence for the user; exit status 2.
    [[nodiscard]] static Expected<Arguments> parse(const QStringList& words, const Grammar& grammar);

    [[nodiscard]] int count() const { return int(m_words.size()); }
    [[nodiscard]] QString word(int index) const { return m_words.value(index); }
    [[nodiscard]] bool has(const char* name) const { return m_options.contains(QString::fromLatin1(name)); }
    [[nodiscard]] QString option(const char* name, const QString& otherwise = {}) const;
    [[nodiscard]] QStringList all(const char* name) const { return m_options.value(QString::fromLatin1(name)); }

private:
    QStringList m_words;
    QMap<QString, QStringList> m_options;
};

} // namespace sightglass::headless
