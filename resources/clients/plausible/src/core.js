// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The script without extensions: what script.js and plausible.js are.
import { start } from './start.js';

start();
