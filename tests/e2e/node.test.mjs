// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two Node SDKs, unchanged, each with all of its methods.
import { after, before, test } from 'node:test';
import { Analytics as SegmentNode } from '@segment/analytics-node';
import AnalyticsNode from 'analytics-node';
import { holdsEvents } from './expected.mjs';
import { startHub } from './hub.mjs';

let hub;
before(async () => (hub = await startHub()));
after(() => hub?.stop());

const when = '2026-01-15T14:30:00.000Z';
const expected = (library, messageId) => {
    const common = { messageId, protocol: 'segment', timestamp: /^\d{4}-/, receivedAt: /^\d{4}-/, library };
    return [
        { ...common, type: 'identify', kind: 'identify', userId: 'u-1', anonymousId: 'a-1', traits: { email: 'ann@e.com', age: 41 } },
        { ...common, type: 'track', kind: 'custom', event: 'Order Completed', userId: 'u-1', properties: { orderId: 'o-1', items: 3 }, revenue_minor: 4250, currency: 'EUR' },
        { ...common, type: 'page', kind: 'pageview', anonymousId: 'a-1', page_name: 'Pricing', page_category: 'Docs', path: '/pricing', hostname: 'e.com' },
        { ...common, type: 'screen', kind: 'screen', anonymousId: 'a-1', page_name: 'Home' },
        { ...common, type: 'group', kind: 'group', userId: 'u-1', groups: { group: 'g-1' }, traits: { name: 'Acme' } },
        { ...common, type: 'alias', kind: 'alias', userId: 'u-1', linked_id: 'old-1' },
    ];
};
const callAll = (analytics) => {
    analytics.identify({ userId: 'u-1', anonymousId: 'a-1', traits: { email: 'ann@e.com', age: 41 } });
    analytics.track({ userId: 'u-1', event: 'Order Completed', properties: { orderId: 'o-1', items: 3, revenue: 42.5, currency: 'EUR' }, timestamp: new Date(when) });
    analytics.page({ anonymousId: 'a-1', category: 'Docs', name: 'Pricing', properties: { url: 'https://www.e.com/pricing/' } });
    analytics.screen({ anonymousId: 'a-1', name: 'Home' });
    analytics.group({ userId: 'u-1', groupId: 'g-1', traits: { name: 'Acme' } });
    analytics.alias({ userId: 'u-1', previousId: 'old-1' });
};

test('analytics-node 6.2.0', async () => {
    const project = await hub.project('analytics-node');
    const analytics = new AnalyticsNode(project.key, { host: hub.url, flushAt: 20 });
    callAll(analytics);
    await analytics.flush();
    holdsEvents(await project.events(6), expected({ name: 'analytics-node', version: '6.2.0' }, /^node-/));
});

test('@segment/analytics-node 3.1.0', async () => {
    const project = await hub.project('@segment/analytics-node');
    const analytics = new SegmentNode({ writeKey: project.key, host: hub.url });
    callAll(analytics);
    await analytics.closeAndFlush();
    holdsEvents(await project.events(6), expected({ name: '@segment/analytics-node', version: '3.1.0' }, /^node-next-/));
});
