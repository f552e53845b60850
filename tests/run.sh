#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what the tests need, builds, runs everything. Can be run again.
#   tests/run.sh          window and end-to-end tests; the unit tests under the address and undefined behaviour
#                         sanitizers; every fuzz entry for a minute; 20 kills; a full disk
#   tests/run.sh --long   also the unit tests as they are and under the thread sanitizer, a hundred kills and the benches
set -euo pipefail
cd "$(dirname "$0")/.."

long=no
case ${1:-} in
"") ;;
--long) long=yes ;;
*) echo "usage: tests/run.sh [--long]" >&2; exit 2 ;;
esac
fuzz_seconds=${FUZZ_SECONDS:-60}
kills=20
[ "$long" = no ] || kills=100
passed=0 failed=0 failures=()
jobs=$(nproc)
started=$SECONDS

say() { printf '\n==> [%d:%02d] %s\n' $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)) "$*"; }
# step NAME COMMAND…: one suite that counts as one, and does not stop the others.
step() {
    local name=$1
    shift
    say "$name"
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); failures+=("$name"); fi
}

launcher=()
# A folder that is made here compiles a dozen files at once, three times as fast; a developer's stays as it is.
configure() { # PRESET [VARIABLE…]
    local preset=$1
    shift
    local fresh=()
    [ -d "build/$preset" ] || fresh=(-DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=12 "$@")
    cmake --preset "$preset" "${launcher[@]}" "${fresh[@]}" >/dev/null
}

build() { # PRESET [TARGET…]
    local preset=$1
    shift
    say "Build $preset"
    local targets=()
    [ $# -eq 0 ] || targets=(--target "$@")
    cmake --build --preset "$preset" -j "$jobs" "${targets[@]}" | grep -vE '^\[[0-9]+/[0-9]+\] (Building|Automatic|Generating|Linking|Running)' || true
    cmake --build --preset "$preset" -j "$jobs" "${targets[@]}" >/dev/null
}

# Counts the tests of one ctest run into passed and failed.
count_ctest() { # PRESET CTEST-ARGUMENTS…
    local preset=$1 log
    shift
    say "Tests ($preset)"
    log=build/$preset/ctest.log
    ctest --preset "$preset" -j "$jobs" "$@" >"$log" 2>&1 || true
    grep -E '^ *[0-9]+/[0-9]+ Test|tests passed' "$log" | grep -vE ' Passed ' || true
    local total bad
    total=$(grep -cE '^ *[0-9]+/[0-9]+ Test +#' "$log" || true)
    bad=$(grep -E '^ *[0-9]+/[0-9]+ Test +#' "$log" | grep -vcE ' Passed ' || true)
    if [ "$total" -eq 0 ]; then cat "$log"; failed=$((failed + 1)); failures+=("ctest $preset ran nothing"); return; fi
    passed=$((passed + total - bad))
    failed=$((failed + bad))
    if [ "$bad" -gt 0 ]; then
        failures+=("ctest $preset: $bad")
        sed -n '/^\*\*\*\|FAIL!\|Actual\|Expected\|Loc:\|ERROR: \|SUMMARY: \|runtime error/p' "$log" | head -200
    fi
}

npm_folders() { for d in tests/e2e resources/clients/*; do [ ! -f "$d/package-lock.json" ] || echo "$d"; done; }
install_npm() {
    local d
    for d in $(npm_folders); do
        [ -d "$d/node_modules" ] && [ "$d/node_modules" -nt "$d/package-lock.json" ] && continue
        (cd "$d" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent) || return 1
    done
}

# Every entry for a minute, as many at a time as there are cores.
fuzz_all() {
    local entry name i names=() running=()
    say "Fuzz, each entry for $fuzz_seconds s"
    mkdir -p build/fuzz
    for entry in build/asan/bin/fuzz_*; do
        while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do sleep 1; done
        name=$(basename "$entry")
        mkdir -p "build/fuzz/corpus/$name"
        "$entry" -max_total_time="$fuzz_seconds" -print_final_stats=0 -verbosity=0 -rss_limit_mb=2048 \
            -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" >"build/fuzz/$name.log" 2>&1 &
        names+=("$name") running+=($!)
    done
    for i in "${!names[@]}"; do
        if wait "${running[i]}"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1)) failures+=("${names[i]}")
            tail -n 40 "build/fuzz/${names[i]}.log"
        fi
    done
}

bench() {
    configure release-bench
    build release-bench bench_ingest bench_queryprobe bench_storeprobe sightglassd
    step "Bench: intake, durability full and normal" build/release-bench/bin/bench_ingest
    step "Bench: intake on a slow card" build/release-bench/bin/bench_ingest --durability full --sync-delay 20 --preload 0
    step "Bench: queries" build/release-bench/bin/bench_queryprobe
    step "Bench: the same questions to DuckDB" ask_duckdb
}

ask_duckdb() {
    (cd tests/bench/query && npm ci --no-audit --no-fund --silent) &&
        node tests/bench/query/main.mjs --program build/release-bench/bin/sightglassd --events "${BENCH_EVENTS:-1000000}"
}

say "Packages"
packaging/install.sh build window test fuzz
if command -v ccache >/dev/null; then
    # What one checkout compiled serves the next, whatever folder it is in.
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi
step "Client packages" install_npm

# In the short run a unit test runs once, where it sees the most: under the sanitizers.
[ "$long" = yes ] && units=ON || units=OFF
configure dev -DSIGHTGLASS_UNIT_TESTS="$units"
[ "$long" = no ] || cmake -S . -B build/dev -DSIGHTGLASS_UNIT_TESTS=ON >/dev/null
build dev
count_ctest dev
step "Kill -9 under load ($kills times), full disk" tests/crash/run.sh build/dev/bin "$kills"

# The windows' libraries keep memory to the end, which the leak check would report; their own code has its tests above.
# Only what the other tests need is built again.
sanitized() { ctest --preset "$1" -N -LE "$2" | sed -n 's/.*: \(tst_[a-z]*\)$/\1/p'; }
fuzz_entries() { sed -n 's/^sightglass_add_fuzzer(\(fuzz_[a-z]*\) .*/\1/p' tests/fuzz/CMakeLists.txt; }
configure asan
build asan sightglassd $(sanitized asan 'packaging|e2e|gui') $(fuzz_entries)
count_ctest asan -LE 'packaging|e2e|gui'
fuzz_all

if [ "$long" = yes ]; then
    configure tsan
    build tsan sightglassd $(sanitized tsan 'packaging|gui')
    count_ctest tsan -LE 'packaging|gui'
    bench
fi

say "Done"
[ $failed -eq 0 ] || printf 'failed: %s\n' "${failures[@]}"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
