// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Events that elements name: data-umami-event="Sign up" data-umami-event-plan="pro".

const kName = 'data-umami-event';

export function watchClicks(track) {
    document.addEventListener(
        'click',
        ({ target }) => {
            const element = target.closest?.(`[${kName}]`);
            if (!element) return;
            const data = {};
            for (const { name, value } of element.attributes) if (name.startsWith(kName + '-')) data[name.slice(kName.length + 1)] = value;
            track(element.getAttribute(kName), data);
        },
        true,
    );
}
