// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/arguments.h"

namespace sightglass::headless {

namespace {

QStringList names(const char* list, const char* common)
{
    return QString(QString::fromLatin1(list) + u' ' + QString::fromLatin1(common)).split(u' ', Qt::SkipEmptyParts);
}

Unexpected usage(const QString& detail)
{
    return unexpected(ErrorCode::InvalidInput, detail);
}

} // namespace

Expected<Arguments> Arguments::parse(const QStringList& words, const Grammar& grammar)
{
    const QStringList flags = names(grammar.flags, "json help");
    const QStringList options = names(grammar.options, "data config");
    Arguments out;
    bool onlyWords = false;
    for (int i = 0; i < words.size(); ++i) {
        const QString& word = words.at(i);
        if (onlyWords || !word.startsWith(QLatin1String("--"))) {
            out.m_words.append(word);
            continue;
        }
        if (word == QLatin1String("--")) {
            onlyWords = true;
            continue;
        }
        const QString name = word.mid(2).section(u'=', 0, 0);
        const bool hasValue = word.contains(u'=');
        if (flags.contains(name) && !hasValue) {
            out.m_options[name].append(QString());
            continue;
        }
        if (!options.contains(name))
            return usage(QStringLiteral("there is no option --%1 here; allowed: --%2")
                             .arg(name, (options + flags).join(QStringLiteral(", --"))));
        if (!hasValue && i + 1 == words.size())
            return usage(QStringLiteral("--%1 needs a value").arg(name));
        out.m_options[name].append(hasValue ? word.section(u'=', 1) : words.at(++i));
    }
    if (!out.has("help") && (out.count() < grammar.least || out.count() > grammar.most))
        return usage(
            QStringLiteral("expected: %1")
                .arg(grammar.most == 0 ? QStringLiteral("no further words") : QString::fromLatin1(grammar.words)));
    return out;
}

QString Arguments::option(const char* name, const QString& otherwise) const
{
    const QStringList values = all(name);
    return values.isEmpty() ? otherwise : values.last();
}

} // namespace sightglass::headless
