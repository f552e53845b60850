// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/geolookup.h"

#include "core/ipaddress.h"
#include "pipeline/addressrange.h"

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
        std::optional<MMDB_lookup_result_s> result = lookUp(address);
        if (!result)
            return {};
        return {textAt(result->entry, kCountry), textAt(result->entry, kRegion), textAt(result->entry, kCity)};
    }

    [[nodiscard]] std::optional<domain::AddressPlace> details(std::string_view address) const override
    {
        std::optional<MMDB_lookup_result_s> result = lookUp(address);
        if (!result)
            return std::nullopt;
        const char* const countryName[] = {"country", "names", "en", nullptr};
        const char* const postcode[] = {"postal", "code", nullptr};
        const char* const timezone[] = {"location", "time_zone", nullptr};
        const char* const latitude[] = {"location", "latitude", nullptr};
        const char* const longitude[] = {"location", "longitude", nullptr};
        domain::AddressPlace place;
        const AddressRange range = networkOf(address, result->netmask, m_database.metadata.ip_version == 6);
        place.first = range.first;
        place.last = range.last;
        place.country = textAt(result->entry, kCountry);
        place.countryName = textAt(result->entry, countryName);
        place.region = textAt(result->entry, kRegion);
        place.city = textAt(result->entry, kCity);
        place.postcode = textAt(result->entry, postcode);
        place.timezone = textAt(result->entry, timezone);
        place.latitude = numberAt(result->entry, latitude);
        place.longitude = numberAt(result->entry, longitude);
        return place;
    }

private:
    static constexpr const char* kCountry[] = {"country", "iso_code", nullptr};
    static constexpr const char* kRegion[] = {"subdivisions", "0", "names", "en", nullptr};
    static constexpr const char* kCity[] = {"city", "names", "en", nullptr};

    [[nodiscard]] std::optional<MMDB_lookup_result_s> lookUp(std::string_view address) const
    {
        const auto read = IpAddress::parse(address);
        if (!read)
            return std::nullopt;
        int addressError = 0;
        int error = MMDB_SUCCESS;
        const std::string text = read->text(); // databases know IPv4 in its short spelling
        const MMDB_lookup_result_s result = MMDB_lookup_string(&m_database, text.c_str(), &addressError, &error);
        const bool isFound = addressError == 0 && error == MMDB_SUCCESS && result.found_entry;
        return isFound ? std::optional(result) : std::nullopt;
    }

    static std::optional<double> numberAt(MMDB_entry_s& entry, const char* const* path)
    {
        MMDB_entry_data_s data;
        const bool ok =
            MMDB_aget_value(&entry, &data, path) == MMDB_SUCCESS && data.has_data && data.type == MMDB_DATA_TYPE_DOUBLE;
        return ok ? std::optional(data.double_value) : std::nullopt;
    }

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
