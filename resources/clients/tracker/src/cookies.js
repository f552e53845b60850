// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Cookies of the site: on the widest domain that the browser lets the page write for. While consent is awaited nothing is
// written, and values live as long as the page.
export function cookieJar(isAllowed) {
    const memory = {};
    let domain;

    const read = (name) => {
        const found = document.cookie.split('; ').find((one) => one.startsWith(name + '='));
        if (!found) return memory[name];
        const text = found.slice(name.length + 1);
        try {
            return decodeURIComponent(text);
        } catch {
            return text;
        }
    };
    const put = (name, text, days, at) => {
        const place = at ? '; domain=' + at : '';
        const secure = location.protocol == 'https:' ? '; secure' : '';
        document.cookie = `${name}=${encodeURIComponent(text)}; path=/${place}; max-age=${Math.round(days * 86400)}; samesite=lax${secure}`;
    };
    // The widest domain that sticks: browsers refuse those that belong to many.
    const widest = () => {
        const labels = location.hostname.split('.');
        if (/^[\d.]+$|:/.test(location.hostname)) return '';
        for (let from = labels.length - 2; from >= 0; from--) {
            const name = labels.slice(from).join('.');
            put('_sfpt', '1', 1, name);
            if (/(^|; )_sfpt=/.test(document.cookie)) {
                put('_sfpt', '', -1, name);
                return name;
            }
        }
        return '';
    };
    return {
        read,
        write(name, text, days) {
            memory[name] = text;
            if (isAllowed()) put(name, text, days, (domain ??= widest()));
        },
        // What was kept back while consent was awaited.
        writeMemory(days) {
            for (const name of Object.keys(memory)) this.write(name, memory[name], days);
        },
        forget(names) {
            for (const name of names) {
                delete memory[name];
                put(name, '', -1, (domain ??= widest()));
            }
        },
    };
}
