// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/originalimport.h"

#include "service/importjob.h"
#include "service/originalmetrics.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace sightglass::service {

namespace {

namespace originals = ingest::openmetrics;

struct CollectionFile
{
    originals::Collection collection = originals::Collection::Users;
    QString path;
    std::int64_t before = 0; ///< Bytes that are read before this one's first.

    /// Active rows are read once for each period.
    [[nodiscard]] std::int64_t bytes() const
    {
        return QFileInfo(path).size() *
               (collection == originals::Collection::Active ? std::int64_t(originals::kActivePeriods.size()) : 1);
    }
};

std::optional<originals::Collection> collectionNamedBy(const QString& path)
{
    return originals::parseCollection(QFileInfo(path).fileName().section(u'.', 0, 0).toLower().toStdString());
}

Unexpected noCollection(const QString& path)
{
    QStringList names;
    for (const originals::Collection collection : originals::kCollections)
        names.append(QString::fromUtf8(originals::name(collection)));
    return unexpected(ErrorCode::InvalidInput,
                      QStringLiteral("%1 names no collection; allowed: %2").arg(path, names.join(QStringLiteral(", "))),
                      QStringLiteral("/collection"));
}

/// In the order of collections; files of a folder whose names say nothing are told.
Expected<std::vector<CollectionFile>> filesOf(const OriginalPlan& plan, JobControl& control)
{
    const QFileInfo given(plan.path);
    if (!given.isDir()) {
        const auto collection = plan.collection ? plan.collection : collectionNamedBy(plan.path);
        if (!collection)
            return noCollection(plan.path);
        return std::vector<CollectionFile>{{*collection, plan.path, 0}};
    }
    std::vector<CollectionFile> out;
    for (const QFileInfo& file : QDir(plan.path).entryInfoList(QDir::Files, QDir::Name)) {
        const auto collection = collectionNamedBy(file.filePath());
        if (!collection)
            control.remark(file.fileName().toStdString() + ": left out, since its name is no collection's");
        else if (!plan.collection || collection == plan.collection)
            out.push_back({*collection, file.filePath(), 0});
    }
    if (out.empty())
        return noCollection(plan.path);
    std::stable_sort(out.begin(), out.end(),
                     [](const CollectionFile& a, const CollectionFile& b) { return a.collection < b.collection; });
    return out;
}

/// One array, when that is how it begins.
Expected<ExchangeFormat> formatOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be read: %2").arg(path, file.errorString()));
    QByteArray head = file.read(4096);
    if (head.startsWith("\xEF\xBB\xBF"))
        head.remove(0, 3);
    return head.trimmed().startsWith('[') ? ExchangeFormat::JsonArray : ExchangeFormat::Ndjson;
}

/// Active rows are read in full each time: what the longer periods add is known only by all of the shorter ones.
Expected<void> importCollection(const OriginalPlan& plan, const CollectionFile& file,
                                const std::shared_ptr<OriginalMemory>& memory, storage::Store& store,
                                const pipeline::Pipeline& pipeline, JobControl& control)
{
    const Expected<ExchangeFormat> format = formatOf(file.path);
    if (!format)
        return unexpected(format.error());
    FileOfMany place{QFileInfo(file.path).fileName().toStdString(), file.before, control.state().total};
    if (file.collection == originals::Collection::Metrics)
        return importOriginalMetrics(file.path, *format, place.name, plan.project.id, store, control);
    ImportPlan part;
    part.project = plan.project;
    part.file = file.path;
    part.format = *format;
    part.source = plan.source;
    part.bookmarkFolder = plan.bookmarkFolder;
    part.resumes = file.collection != originals::Collection::Active;
    for (const originals::ActivePeriod period : originals::kActivePeriods) {
        part.original = OriginalFile{file.collection, period, memory, plan.now};
        part.place = place;
        memory->beginPeriod(period);
        if (const Expected<void> done = ImportJob(part, store, pipeline).run(control); !done)
            return done;
        place.doneBefore += QFileInfo(file.path).size();
        if (file.collection != originals::Collection::Active)
            break;
    }
    return {};
}

} // namespace

Expected<void> importOriginal(const OriginalPlan& plan, storage::Store& store, const pipeline::Pipeline& pipeline,
                              JobControl& control)
{
    Expected<std::vector<CollectionFile>> files = filesOf(plan, control);
    if (!files)
        return unexpected(files.error());
    std::int64_t total = 0;
    for (CollectionFile& file : *files) {
        file.before = total;
        total += file.bytes();
    }
    control.setTotal(total);
    const auto memory = std::make_shared<OriginalMemory>();
    for (const CollectionFile& file : *files) {
        if (const Expected<void> done = importCollection(plan, file, memory, store, pipeline, control); !done)
            return done;
        control.advanceTo(file.before + file.bytes());
    }
    return {};
}

} // namespace sightglass::service
