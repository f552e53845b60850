# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every library from outside, found once. Versions are the floor: Debian 12.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql HttpServer WebSockets Concurrent)
if(SIGHTGLASS_WINDOW)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Widgets Charts Svg DBus LinguistTools)
    find_package(Qt6Keychain REQUIRED)
endif()
if(SIGHTGLASS_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(simdjson REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(lz4 REQUIRED IMPORTED_TARGET liblz4)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(maxminddb REQUIRED IMPORTED_TARGET libmaxminddb)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
