# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from sightglass_opentrace.client import OpenTrace

__all__ = ["OpenTrace"]
