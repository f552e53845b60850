# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the original module, for programs that cannot be changed. Not to be installed beside the original."""

from sightglass_opentrace import AsyncOpenTrace, OpenTrace, __version__

__all__ = ["AsyncOpenTrace", "OpenTrace", "__version__"]
