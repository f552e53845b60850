// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/tablefile.h"

#include "support/sourcefolder.h"

#include <QFile>

namespace sightglass::test {

QList<TableLine> readTable(const QString& file)
{
    QFile table(sourcePath(QStringLiteral("tests/vectors/") + file));
    if (!table.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    const auto cellsOf = [&table] {
        QByteArray line = table.readLine();
        return (line.endsWith('\n') ? line.chopped(1) : line).split('\t');
    };
    const QList<QByteArray> columns = cellsOf();
    QList<TableLine> lines;
    while (!table.atEnd()) {
        const QList<QByteArray> cells = cellsOf();
        if (cells.size() != columns.size())
            qFatal("%s: %s has %d cells", qPrintable(file), cells.join(' ').constData(), int(cells.size()));
        TableLine line;
        for (qsizetype i = 0; i < columns.size(); ++i)
            line.insert(columns.at(i), cells.at(i));
        lines.append(line);
    }
    return lines;
}

} // namespace sightglass::test
