#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# needs.sh READELF PROGRAM: fails when the program, or a library it needs, asks for Gui, Widgets or Charts.
set -euo pipefail
readelf=$1 program=$2
"$readelf" -d "$program" | grep -q NEEDED
loaded=$(ldd "$program" | awk '{print $1}')
found=$(printf '%s\n' "$loaded" | grep -E 'libQt6(Gui|Widgets|Charts|OpenGL|Svg)|libX11|libwayland' || true)
[ -z "$found" ] || { echo "sightglassd needs: $found" >&2; exit 1; }
echo "$(printf '%s\n' "$loaded" | wc -l) libraries, none of a window"
