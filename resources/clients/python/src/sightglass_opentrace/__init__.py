# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends events to a Sightglass hub with the calls of the OpenTrace SDK."""

from .aio import AsyncOpenTrace
from .client import OpenTrace

__version__ = "1.0.0"
__all__ = ["AsyncOpenTrace", "OpenTrace", "__version__"]
