#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# install.sh SECTION…: installs the Debian packages of these sections of packages.txt that are missing.
# Runs apt-get as root or through sudo, and not at all when nothing is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

wanted=()
for section in "$@"; do
    mapfile -t found < <(sed -n "/^\[$section\]/,/^\[/p" "$here/packages.txt" | grep -v '^[[#]' | tr ' ' '\n' | grep .)
    wanted+=("${found[@]}")
done
missing=()
for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
# A test section also wants Node.js; any source of it is good.
case " $* " in *" test "*) command -v npm >/dev/null || missing+=(nodejs npm) ;; esac
[ ${#missing[@]} -gt 0 ] || { echo "    all packages are here"; exit 0; }

echo "    installing ${missing[*]}"
as_root=()
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "install.sh: run this as root, or install sudo first" >&2; exit 1; }
    as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
