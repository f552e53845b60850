// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Elements with `data-goatcounter-click` are events when they are clicked, with any button; binding again is harmless.
export function bindEvents(count) {
    for (const element of document.querySelectorAll('[data-goatcounter-click]')) {
        const { dataset } = element;
        if (dataset.goatcounterBound) continue;
        const send = () =>
            count({
                event: true,
                path: dataset.goatcounterClick || element.name || element.id || '',
                title: dataset.goatcounterTitle || element.title || element.textContent.trim().slice(0, 200),
                referrer: dataset.goatcounterReferrer || dataset.goatcounterReferral || '',
            });
        element.addEventListener('click', send);
        element.addEventListener('auxclick', send);
        dataset.goatcounterBound = 'true';
    }
}
