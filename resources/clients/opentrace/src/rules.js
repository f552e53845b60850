// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Events that somebody named for what happens on pages (spec opentrace §6.1 "Rules"). A selector that is none matches
// nothing: the others go on.
import { describe, describeForm } from './page.js';

const quietly = (test) => {
    try {
        return test();
    } catch {
        return null;
    }
};
const closest = (event, selector) => quietly(() => event.target.closest(selector));

export function visited(selector, where) {
    if (selector == '*') return true;
    return selector[0] == '~' ? quietly(() => new RegExp(selector.slice(1)).test(where)) : where.includes(selector);
}

// How far down the page has been scrolled, in percent.
export function depth() {
    const room = document.documentElement.scrollHeight - innerHeight;
    return room > 0 ? Math.min(100, Math.round((scrollY / room) * 100)) : 0;
}

// `track(name, meta)` sends; `where()` is what `visit` rules look at. Gives a function that starts a page's rules anew.
export function follow(rules, track, where) {
    const of = (trigger) => rules.filter((rule) => rule.trigger == trigger);
    let scrolled;
    const scroll = () => {
        for (const { name, selector } of of('scroll')) {
            const reached = depth();
            if (reached < parseFloat(selector) || scrolled.has(name)) continue;
            scrolled.add(name);
            track(name, { depth: reached });
        }
    };
    const listen = (trigger, tell) =>
        document.addEventListener(
            trigger,
            (event) => {
                for (const { name, selector } of of(trigger)) {
                    const element = closest(event, selector);
                    if (element) track(name, tell(element));
                }
            },
            true,
        );
    listen('click', describe);
    listen('submit', describeForm);
    addEventListener('scroll', scroll, { passive: true });
    const visit = () => {
        scrolled = new Set();
        for (const { name, selector } of of('visit')) if (visited(selector, where())) track(name, {});
    };
    visit();
    return visit;
}
