// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/geolookup.h"

#include <QFile>

#include <maxminddb.h>

namespace sightglass::pipeline {

namespace {

class MaxMindLookup final : public GeoLookup
{
public:
    ~MaxMindLookup() override
    {
        if (m_isOpen)
            MMDB_close(&m_database);
    }

    [[nodiscard]] int open(const QByteArray& path)
    {
        const int status = MMDB_open(path.constData(), MMDB_MODE_MMAP, &m_database);
        m_isOpen = status == MMDB_SUCCESS;
        return status;
    }

    [[nodiscard]] Place find(std::string_view address) const override
    {
        int addressError = 0;
        int error = MMDB_SUCCESS;
        const std::string text(address);
        MMDB_lookup_result_s result = MMDB_lookup_string(&m_database, text.c_str(), &addressError, &error);
        if (addressError != 0 || error != MMDB_SUCCESS || !result.found_entry)
            return {};
        const char* const country[] = {"country", "iso_code", nullptr};
        const char* const region[] = {"subdivisions", "0", "names", "en", nullptr};
        const char* const city[] = {"city", "names", "en", nullptr};
        return {textAt(result.entry, country), textAt(result.entry, region), textAt(result.entry, city)};
    }

private:
    static std::string textAt(MMDB_entry_s& entry, const char* const* path)
    {
        MMDB_entry_data_s data;
        const bool ok = MMDB_aget_value(&entry, &data, path) == MMDB_SUCCESS && data.has_data &&
                        data.type == MMDB_DATA_TYPE_UTF8_STRING;
        return ok ? std::string(data.utf8_string, data.data_size) : std::string();
    }

    MMDB_s m_database{};
    bool m_isOpen = false;
};

} // namespace

Expected<std::shared_ptr<const GeoLookup>> openGeoDatabase(const QString& path)
{
    if (!QFile::exists(path))
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is no such geo database"), path);
    auto lookup = std::make_shared<MaxMindLookup>();
    if (const int status = lookup->open(QFile::encodeName(path)); status != MMDB_SUCCESS)
        return unexpected(ErrorCode::Corrupt, QString::fromUtf8(MMDB_strerror(status)), path);
    return std::shared_ptr<const GeoLookup>(std::move(lookup));
}

} // namespace sightglass::pipeline
