// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client asks here for its measurements, by the name of the file that it loaded. What caused a value is told by
// neither: the hub keeps values alone, and a cause names parts of the page.
import { onCLS, onFCP, onINP, onLCP } from 'web-vitals';

const measurements = { onCLS, onFCP, onINP, onLCP };
const extensions = (window.__PosthogExtensions__ = window.__PosthogExtensions__ || {});
const files = (extensions.postHogWebVitalsCallbacksByFlavor = extensions.postHogWebVitalsCallbacksByFlavor || {});
for (const file of ['web-vitals', 'web-vitals-with-attribution']) files[file] = { ...measurements, withoutAttribution: measurements };
