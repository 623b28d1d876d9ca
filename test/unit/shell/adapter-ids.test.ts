import { describe, expect, it } from 'vitest';
import { isNetworkAdapter, refuseUnknown } from '../../../src-main/capture/known-adapters';
import { AdapterIds } from '../../../src-main/shell/live/adapter-ids';
import { refusedNames } from '../../fixtures/device-names';

const NAMES = refusedNames({ marker: '/nowhere/ran', port: 9 });

describe('adapters that the page names', () => {
  it('are those it was given, by id', () => {
    const ids = new AdapterIds();
    const lo = ids.give('lo');
    const any = ids.give('any');
    expect(ids.namesOf([any, lo])).toEqual(['any', 'lo']);
    expect(ids.give('lo')).toBe(lo); // the next list
    expect(ids.namesOf([])).toEqual([]);
  });

  it('are no names, and no ids of another list', () => {
    const ids = new AdapterIds();
    const lo = ids.give('lo');
    expect(new AdapterIds().namesOf([lo])).toBeNull();
    expect(ids.namesOf(['lo'])).toBeNull();
    for (const [, name] of NAMES) expect(ids.namesOf([lo, name])).toBeNull();
    for (const [, name] of NAMES) expect(ids.namesOf([new AdapterIds().give(name)])).toBeNull();
  });

  it('are forgotten one day, the oldest first', () => {
    const ids = new AdapterIds();
    const first = ids.give('lo');
    for (let i = 0; i < 5000; i++) ids.give(`veth${i}`);
    expect(ids.namesOf([first])).toBeNull();
    expect(ids.namesOf([ids.give('veth4999')])).toEqual(['veth4999']);
  });
});

describe('a device that libpcap lists', () => {
  const interfaces = ['lo', 'eth0', 'nflog', 'usbmon0', 'bluetooth0'];
  it('is captured on where it is a network adapter', () => {
    for (const name of ['lo', 'eth0', 'any']) expect(isNetworkAdapter(name, 'linux', interfaces)).toBe(true);
    expect(isNetworkAdapter('\\Device\\NPF_{1}', 'win32', [])).toBe(true);
    expect(isNetworkAdapter('en0', 'darwin', [])).toBe(true);
    expect(isNetworkAdapter('eth1', 'linux', interfaces)).toBe(false);
  });

  it.each(NAMES)('is not where it is %s', (_what, name) => {
    expect(isNetworkAdapter(name, 'linux', interfaces)).toBe(false);
    expect(isNetworkAdapter(name, 'win32', interfaces)).toBe(false);
    const listed = interfaces.filter((one) => isNetworkAdapter(one, 'linux', interfaces));
    expect(
      refuseUnknown(
        ['lo', name],
        listed.map((one) => ({ name: one })),
      ),
    ).toMatchObject({
      kind: 'capture.no-such-device',
    });
  });
});
