// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows how often a page was seen, in a frame or an image (spec drop-in-apis §5.3).
const kFrame = { width: '200', height: '80', scrolling: 'no', frameborder: '0' };

export function showCount(endpoint, path, { append = 'body', type = 'html', path: other, start, end, attr = {}, style } = {}) {
    const place = document.querySelector(append);
    if (!place) return console.warn(`goatcounter: there is no ${append}`);
    const range = new URLSearchParams(Object.entries({ start, end }).filter(([, value]) => value));
    const isFrame = type == 'html';
    const element = document.createElement(isFrame ? 'iframe' : 'img');
    const address = `${endpoint}er/${encodeURIComponent(other ?? path)}.${type}`;
    const all = { ...(isFrame ? kFrame : { alt: 'Views of this page' }), src: address + (range.size ? '?' + range : ''), ...attr };
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
    if (style) element.style.cssText = style;
    place.append(element);
    return element;
}
