// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { testBuild } from '../../buildtest.mjs';
import { outputs } from '../build.mjs';

const kBudgetBytes = { 'web-vitals.js': 3600, 'exception-autocapture.js': 1300 }; // gzipped

testBuild(new URL('../dist/', import.meta.url), await outputs(), kBudgetBytes);
