// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Version 4, from crypto randomness; randomUUID() is missing on plain http. The sum spells
// 10000000-1000-4000-8000-100000000000, whose digits 0, 1 and 8 are replaced.
export const uuid = () =>
    ([1e7] + -1e3 + -4e3 + -8e3 + -1e11).replace(/[018]/g, (c) =>
        (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
    );
