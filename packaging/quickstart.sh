#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a fresh Debian 12 to a running hub: installs what the build needs, builds, starts the hub with a demo project and
# opens the window when there is a display. Can be run again: then it only builds what changed and starts.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    cat <<'EOF'
usage: packaging/quickstart.sh [--headless] [--port N] [--data DIR] [--no-demo]
  --headless   build and run the hub without the window
  --port N     listen on 127.0.0.1:N (default 8484)
  --data DIR   where the data lies (default: the user's data folder)
  --no-demo    do not make the demo project
EOF
}
headless=no port=8484 data=${SIGHTGLASS_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/sightglass} demo=yes
while [ $# -gt 0 ]; do
    case $1 in
    --headless) headless=yes ;;
    --port) port=${2:?--port needs a number}; shift ;;
    --data) data=${2:?--data needs a folder}; shift ;;
    --no-demo) demo=no ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
    shift
done
say() { printf '\n==> %s\n' "$*"; }

preset=release sections=(build window)
if [ "$headless" = yes ]; then preset=headless sections=(build); fi

say "1/4 Packages"
packaging/install.sh "${sections[@]}"

say "2/4 Build (preset $preset; the first time takes some minutes)"
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
# A folder that is made here compiles a dozen files at once, three times as fast; a developer's stays as it is.
fresh=()
[ -d "build/$preset" ] || fresh=(-DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=12)
cmake --preset "$preset" "${launcher[@]}" "${fresh[@]}" >build-quickstart.log 2>&1 || { cat build-quickstart.log >&2; exit 1; }
rm -f build-quickstart.log
cmake --build --preset "$preset"
bin=build/$preset/bin

say "3/4 Data in $data"
mkdir -p "$data"
if [ "$demo" = yes ]; then
    "$bin/sightglassd" demo add --data "$data"
fi

say "4/4 Start"
if [ "$headless" = no ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "    opening the window; its hub answers on http://127.0.0.1:$port"
    exec "$bin/sightglass" --data "$data" --port "$port"
fi
cat <<EOF
    The hub answers on http://127.0.0.1:$port while this runs; stop it with Ctrl+C.
    Ask it:            $bin/sightglassd project list --data "$data"
    Watch from a desk: sightglassd token add desk --scope admin, then open the window there and choose "Somewhere else".
EOF
exec "$bin/sightglassd" serve --data "$data" --listen "127.0.0.1:$port"
