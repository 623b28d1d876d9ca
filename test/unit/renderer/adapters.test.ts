import { describe, expect, it, test } from 'vitest';
import {
  adapterKind,
  adapterRank,
  adapterState,
  adapterTitle,
  deniedBy,
  firstChoice,
  shownAddresses,
} from '../../../src-renderer/format/adapter-text';
import { CalmOrder, stickyLevel, trafficLevel } from '../../../src-renderer/state/capture/adapter-order';
import { adapterInfo } from '../../fixtures/adapter-info';

const denied = { kind: 'capture.no-permission', message: { key: 'capture.problem.no-permission' } };
const at = (...addresses: string[]) => addresses.map((address) => ({ address, prefix: 24 }));
test.each([
  [adapterInfo('eth0'), 'wired', 'ready', 'eth0'],
  [adapterInfo('wlan0', { wireless: true }), 'wireless', 'ready', 'wlan0'],
  [adapterInfo('lo', { loopback: true, connection: 'not-applicable' }), 'loopback', 'ready', 'lo'],
  [adapterInfo('any', { network: false, connection: 'not-applicable' }), 'any', 'ready', 'any'],
  [adapterInfo('x0', { network: false, up: false }), 'other', 'down', 'x0'],
  [adapterInfo('docker0', { connection: 'disconnected' }), 'virtual', 'noLink', 'docker0'],
  [adapterInfo('eth1', { running: false }), 'wired', 'noLink', 'eth1'],
  [adapterInfo('eth1', { up: false, problem: denied }), 'wired', 'denied', 'eth1'],
  [adapterInfo('eth1', { up: null, running: null, connection: 'unknown' }), 'wired', 'ready', 'eth1'],
  [
    adapterInfo('\\Device\\NPF_{1}', { description: 'Intel Wi-Fi', wireless: true }),
    'wireless',
    'ready',
    'Intel Wi-Fi',
  ],
  [adapterInfo('\\Device\\NPF_{1}'), 'wired', 'ready', '\\Device\\NPF_{1}'],
])('adapter %#: kind, state and title', (one, kind, state, title) => {
  expect(adapterKind(one)).toBe(kind);
  expect(adapterState(one)).toBe(state);
  expect(adapterTitle(one)).toBe(title);
});

test.each([
  [at('192.0.2.1', 'fe80::1', '2001:db8::1', '192.0.2.9'), 0, ['192.0.2.1', '2001:db8::1'], 2],
  [at('fe80::1'), 0, ['fe80::1'], 0],
  [at('192.0.2.1'), 7, ['192.0.2.1'], 7],
  [[], 0, [], 0],
])('address list %#: the first of each family are shown', (addresses, moreAddresses, shown, more) => {
  expect(shownAddresses(adapterInfo('eth0', { addresses, moreAddresses }))).toEqual({ shown, more });
});

it('chooses one that has a link and an address', () => {
  const lo = adapterInfo('lo', { loopback: true, addresses: at('127.0.0.1') });
  expect(firstChoice([lo, adapterInfo('eth0'), adapterInfo('eth1', { addresses: at('192.0.2.1') })])).toBe('eth1');
  expect(firstChoice([lo, adapterInfo('eth0', { running: false })])).toBe('lo');
  expect(firstChoice([adapterInfo('x', { hidden: true })])).toBeNull();
});

it('says that permission lacks only where nothing can be opened', () => {
  const closed = adapterInfo('eth0', { problem: denied });
  expect(deniedBy([closed, adapterInfo('dummy0', { up: false })])).toBe(denied);
  expect(deniedBy([closed, adapterInfo('lo')])).toBeNull();
  expect(deniedBy([])).toBeNull();
});

it('puts what is down behind what is up, and hidden ones last', () => {
  const ranks = [
    adapterInfo('eth0'),
    adapterInfo('any'),
    adapterInfo('eth1', { up: false }),
    adapterInfo('b', { hidden: true }),
  ];
  expect(ranks.map(adapterRank)).toEqual([0, 1, 2, 3]);
});

describe('the order of adapters', () => {
  const three = ['a', 'b', 'c'].map((name) => ({ name, rank: 0 }));
  const order = (calm: CalmOrder, rates: Record<string, number>, held = false, adapters = three) =>
    calm.update(adapters, (name) => rates[name] ?? 0, held).join('');

  it('puts busy ones first', () => {
    expect(order(new CalmOrder(), { a: 0, b: 5, c: 900 })).toBe('cba');
  });

  it('stays while two are about as busy', () => {
    const calm = new CalmOrder();
    expect(order(calm, { a: 100, b: 90, c: 0 })).toBe('abc');
    expect(order(calm, { a: 90, b: 100, c: 0 })).toBe('abc');
    expect(order(calm, { a: 70, b: 300, c: 0 })).toBe('abc');
    expect(order(calm, { a: 70, b: 5000, c: 0 })).toBe('bac');
  });

  it('stays while somebody points at it, but for comings and goings', () => {
    const calm = new CalmOrder();
    expect(order(calm, {})).toBe('abc');
    expect(order(calm, { c: 9000 }, true)).toBe('abc');
    expect(order(calm, { c: 9000 }, true, [...three.slice(1), { name: 'd', rank: 0 }])).toBe('bcd');
    expect(order(calm, { c: 9000 })).toBe('cba');
  });

  it('never lets traffic win over rank', () => {
    const adapters = [
      { name: 'a', rank: 1 },
      { name: 'b', rank: 0 },
    ];
    expect(order(new CalmOrder(), { a: 9000 }, false, adapters)).toBe('ba');
  });

  it('changes a level only when its border is well behind', () => {
    expect([0, 0.4, 1, 7, 8, 64, 512].map(trafficLevel)).toEqual([0, 0, 1, 1, 2, 3, 4]);
    expect(stickyLevel(undefined, 8)).toBe(2);
    expect(stickyLevel(1, 8)).toBe(1);
    expect(stickyLevel(1, 14)).toBe(2);
    expect(stickyLevel(2, 7)).toBe(2);
    expect(stickyLevel(2, 4)).toBe(1);
    expect(stickyLevel(4, 0)).toBe(0);
  });
});
