// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// data-include and data-exclude: lists of pages, where * stands for anything but a slash and ** for anything.

function pattern(text) {
    const parts = text.trim().split('**').map((part) => part.split('*').map((plain) => plain.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*'));
    return new RegExp('^' + parts.join('.*') + '/?$');
}

export function isExcluded({ pathname, hash }, options) {
    const page = pathname + (options.hash ? hash : '');
    const lists = (list) => list.split(',').some((text) => pattern(text).test(page));
    return (options.include && !lists(options.include)) || (options.exclude && lists(options.exclude));
}
