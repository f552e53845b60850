// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { testBuild } from '../../buildtest.mjs';
import { outputs } from '../build.mjs';

const kBudgetBytes = { 'script.js': 2000 }; // gzipped

testBuild(new URL('../dist/', import.meta.url), await outputs(), kBudgetBytes);
