// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Goals that nobody has to program: links to elsewhere, files, elements with a class that names an event, forms.

const kFiles = /\.(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pps|pptx?|7z|pkg|rar|gz|zip|avi|mov|mp4|mpeg|wmv|midi|mp3|wav|wma|dmg)$/i;
const kTagged = '[class*="plausible-event-name"]';
const kTag = /^plausible-(event|revenue)-(.+?)(?:=|--)(.+)$/;

// Event and settings that the classes of an element state: plausible-event-name=Sign+up, plausible-event-plan=pro,
// plausible-revenue-amount=9.90, plausible-revenue-currency=EUR. A blank is written as +.
function stated(element) {
    const maps = { event: {}, revenue: {} };
    for (const word of element.classList) {
        const [, map, key, value] = kTag.exec(word) || [];
        if (map) maps[map][key] = value.replaceAll('+', ' ');
    }
    const { name, ...props } = maps.event;
    return [name, props, maps.revenue];
}

function tagged(target, options, track) {
    const element = target.closest(kTagged);
    if (!element) return;
    const [name, props, revenue] = stated(element);
    if (!name) return;
    if (element.href) props.url = element.href;
    track(name, { props, revenue: options.revenue && revenue.amount ? revenue : undefined });
    return true;
}

const isFile = (url, { fileExtensions }) => (fileExtensions ? fileExtensions.includes(url.pathname.split('.').pop()) : kFiles.test(url.pathname));

function clicked(target, options, track) {
    if (options['tagged-events'] && !target.closest('form' + kTagged) && tagged(target, options, track)) return;
    const link = target.closest('a[href],area[href]');
    if (!link?.host) return;
    const props = { url: link.href };
    if (options['file-downloads'] && isFile(link, options['file-downloads'])) track('File Download', { props });
    else if (options['outbound-links'] && link.host != location.host && link.protocol.startsWith('http')) track('Outbound Link: Click', { props });
}

export function watchClicks(options, track) {
    const onClick = ({ type, button, target }) => {
        // The middle button opens a link too; the right one only shows a menu.
        if (target.closest && (type == 'click' || button == 1)) clicked(target, options, track);
    };
    document.addEventListener('click', onClick);
    document.addEventListener('auxclick', onClick);
    document.addEventListener(
        'submit',
        ({ target }) => {
            if (options['tagged-events'] && target.matches(kTagged) && tagged(target, options, track)) return;
            if (options.forms) track('Form: Submission', { props: { path: location.pathname } });
        },
        true,
    );
}
