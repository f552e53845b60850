// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/tableexport.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

namespace sightglass::gui {

namespace {

struct TableExport
{
    Q_DECLARE_TR_FUNCTIONS(TableExport)
};

void copy(const models::CsvTable& table)
{
    auto* data = new QMimeData;
    data->setText(models::tabbedOf(table));
    data->setData(QStringLiteral("text/csv"), models::csvOf(table).toUtf8());
    QGuiApplication::clipboard()->setMimeData(data);
}

/// Nothing that a file system would not take.
QString fileName(QString name)
{
    static const QRegularExpression others(QStringLiteral("[^\\w .-]+"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    return name.replace(others, QStringLiteral("-")).simplified() + QStringLiteral(".csv");
}

/// Empty when it was written, else why not.
QString write(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return isWritten ? QString() : file.errorString();
}

} // namespace

void exportTable(QWidget* window, const QString& name, const models::CsvTable& table,
                 std::function<void(const QString& icon, const QString& text)> said)
{
    copy(table);
    auto* dialog = new QFileDialog(window, TableExport::tr("Save as CSV"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                   TableExport::tr("CSV (*.csv)"));
    dialog->setObjectName(QStringLiteral("export-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(fileName(name));
    QObject::connect(
        dialog, &QFileDialog::fileSelected, window, [bytes = models::csvOf(table).toUtf8(), said](const QString& path) {
            const QString problem = write(path, bytes);
            const QString file = QFileInfo(path).fileName();
            if (problem.isEmpty())
                said(QStringLiteral("check"), TableExport::tr("Saved as %1, and copied").arg(file));
            else
                said(QStringLiteral("error"), TableExport::tr("%1 cannot be written: %2").arg(file, problem));
        });
    QObject::connect(dialog, &QDialog::rejected, window,
                     [said] { said(QStringLiteral("copy"), TableExport::tr("Copied, not saved")); });
    dialog->open();
}

} // namespace sightglass::gui
