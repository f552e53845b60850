#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# diskfull.sh BIN: fills a 48 MiB file system under a running hub. The file system lives in a mount namespace of its
# own, made in a user namespace when this is not root.
set -euo pipefail
bin=$(cd "$1" && pwd)
flags=-m
[ "$(id -u)" = 0 ] || flags=-rm
exec unshare $flags bash -c '
    dir=$(mktemp -d)
    trap "umount \"$dir\"; rmdir \"$dir\"" EXIT
    mount -t tmpfs -o size=48m tmpfs "$dir"
    "$0/crash_diskfull" --directory "$dir"
' "$bin"
