# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# sightglass_add_library(core SOURCES … LINKS …)  → target sightglass_core, alias Sightglass::Core
# sightglass_add_program(sightglassd SOURCES … LINKS …)
# sightglass_add_test(tst_x SOURCES … LINKS … LABELS unit)   one QtTest executable

add_library(sightglass_options INTERFACE)
target_compile_features(sightglass_options INTERFACE cxx_std_20)
target_compile_options(sightglass_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor)
if(SIGHTGLASS_WARNINGS_AS_ERRORS)
    target_compile_options(sightglass_options INTERFACE -Werror)
endif()
if(SIGHTGLASS_SANITIZE)
    # What is found ends the program: a line on stderr alone fails no test and stops no fuzzer.
    target_compile_options(sightglass_options INTERFACE
        -fsanitize=${SIGHTGLASS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 cannot see through the instrumented moves of Expected and warns of what cannot happen.
        target_compile_options(sightglass_options INTERFACE -Wno-maybe-uninitialized)
    endif()
    target_link_options(sightglass_options INTERFACE -fsanitize=${SIGHTGLASS_SANITIZE})
endif()
if(SIGHTGLASS_FUZZERS)
    # What an input reaches is what leads a fuzzer to the next one: everything says where it was.
    target_compile_options(sightglass_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
target_compile_definitions(sightglass_options INTERFACE
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_CAST_FROM_BYTEARRAY QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT
    QT_USE_QSTRINGBUILDER)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Links each of a hundred tests in a fifth of the time.
find_program(SIGHTGLASS_LLD ld.lld)
if(SIGHTGLASS_LLD)
    add_link_options(-fuse-ld=lld)
endif()

# Libraries are named by their folder; the alias is the same word with a capital.
function(sightglass_add_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    string(SUBSTRING ${name} 0 1 first)
    string(SUBSTRING ${name} 1 -1 rest)
    string(TOUPPER ${first} first)
    if(ARG_SOURCES)
        add_library(sightglass_${name} STATIC ${ARG_SOURCES})
        set(scope PUBLIC)
    else()
        add_library(sightglass_${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_link_libraries(sightglass_${name} ${scope} sightglass_options ${ARG_LINKS})
    target_include_directories(sightglass_${name} ${scope}
        ${CMAKE_SOURCE_DIR}/server ${CMAKE_SOURCE_DIR}/app ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR})
    add_library(Sightglass::${first}${rest} ALIAS sightglass_${name})
endfunction()

function(sightglass_add_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE sightglass_options ${ARG_LINKS})
endfunction()

# What the thread sanitizer has to know of the libraries that are built without it; of no effect in other builds.
set(SIGHTGLASS_TEST_ENVIRONMENT
    "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/tsan.supp:ignore_noninstrumented_modules=1:die_after_fork=0")

function(sightglass_add_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    if(SIGHTGLASS_SANITIZE)
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 4") # Everything takes several times as long.
    endif()
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF) # Mostly one file, which includes its own moc.
    target_link_libraries(${name} PRIVATE sightglass_options Sightglass::Testsupport Qt6::Test ${ARG_LINKS})
    if(NOT SIGHTGLASS_UNIT_TESTS AND NOT "gui" IN_LIST ARG_LABELS)
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
        return()
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=Pacific/Auckland;LC_ALL=C.UTF-8;${SIGHTGLASS_TEST_ENVIRONMENT}")
endfunction()
