// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/exportjob.h"

#include "domain/eventcsv.h"
#include "domain/eventjson.h"

#include <QFile>

namespace sightglass::service {

namespace {

constexpr std::size_t kWriteBytes = 1024 * 1024;

/// Gathers lines and writes them in large pieces.
class LineFile
{
public:
    explicit LineFile(const QString& path)
        : m_file(path)
    {
    }
    [[nodiscard]] Expected<void> open()
    {
        return m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) ? Expected<void>() : failed();
    }
    [[nodiscard]] std::string& text() { return m_text; }
    [[nodiscard]] Expected<void> flushWhenFull() { return m_text.size() < kWriteBytes ? Expected<void>() : flush(); }
    [[nodiscard]] Expected<void> flush()
    {
        if (m_file.write(m_text.data(), qint64(m_text.size())) != qint64(m_text.size()))
            return failed();
        m_text.clear();
        return {};
    }

private:
    [[nodiscard]] Expected<void> failed() const
    {
        return unexpected(ErrorCode::Io,
                          QStringLiteral("%1 cannot be written: %2").arg(m_file.fileName(), m_file.errorString()));
    }
    QFile m_file;
    std::string m_text;
};

} // namespace

Expected<void> exportEvents(const ExportPlan& plan, storage::Store& store, JobControl& control)
{
    LineFile out(plan.file);
    if (const Expected<void> opened = out.open(); !opened)
        return opened;
    const bool asCsv = plan.format == ExchangeFormat::Csv;
    if (asCsv)
        out.text() = domain::csvHead();
    std::int64_t count = 0;
    const auto write = [&](const domain::Event& event) -> Expected<void> {
        if (++count % 1024 == 0) {
            control.count("exported", 1024);
            if (control.isCancelled())
                return unexpected(ErrorCode::Cancelled, QStringLiteral("the export was stopped"));
        }
        if (asCsv) {
            domain::appendCsv(out.text(), event);
        } else {
            domain::appendJson(out.text(), event);
            out.text() += '\n';
        }
        return out.flushWhenFull();
    };
    if (const Expected<void> done = store.eachEvent(plan.project, plan.range, write); !done)
        return done;
    control.count("exported", count % 1024);
    return out.flush();
}

} // namespace sightglass::service
