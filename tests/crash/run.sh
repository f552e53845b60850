#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BIN KILLS: kills the hub in BIN that often under load, then fills its disk.
set -euo pipefail
here=$(dirname "$0")
"$1/crash_kill" --rounds "$2" --seed "${CRASH_SEED:-1}"
"$here/diskfull.sh" "$1"
