import { describe, expect, it } from 'vitest';
import { parseTraffic, trafficRates } from '../../../src-main/capture/adapter-traffic';
import { capLinkType, openProblem } from '../../../src-main/capture/cap/cap-words';
import { filterPresets } from '../../../src-main/capture/filter-presets';
import { locateHelper } from '../../../src-main/capture/helper-place';
import { captureArguments } from '../../../src-main/capture/helper-arguments';

const DEV = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:  1000      10    0    0    0     0          0         0     1000      10    0    0    0     0       0          0
  eth0:123456789 4000    0    0    0     0          0         0 987654321    6000    0    0    0     0       0          0
eth0:1:     5       1    0    0    0     0          0         0        5       1    0    0    0     0       0          0
 bad0: x y z
`;

describe('how busy adapters are', () => {
  it('reads the counters of both directions', () => {
    expect([...parseTraffic(DEV)]).toEqual([
      ['lo', { packets: 20, bytes: 2000 }],
      ['eth0', { packets: 10_000, bytes: 1_111_111_110 }],
      ['eth0:1', { packets: 2, bytes: 10 }],
    ]);
  });

  it('gives packets per second, and none where a counter began anew', () => {
    const at = (packets: number): Map<string, { packets: number; bytes: number }> =>
      new Map([['a', { packets, bytes: 0 }]]);
    expect(trafficRates(at(100), at(150), 500).get('a')).toBe(100);
    expect(trafficRates(at(100), at(5), 500).get('a')).toBe(0);
    expect(trafficRates(new Map(), at(5), 500).size).toBe(0);
    expect(trafficRates(at(1), at(5), 0).size).toBe(0);
  });
});

describe('presets', () => {
  it('mean this computer by its own addresses only', () => {
    const presets = filterPresets(['127.0.0.1', '::1', 'fe80::1', '192.0.2.7', '2001:db8::7', 'fd00::1%eth0']);
    expect(presets.find((preset) => preset.id === 'thisHost')?.filter).toBe('host 192.0.2.7 or host 2001:db8::7');
    expect(filterPresets([]).some((preset) => preset.id === 'thisHost')).toBe(false);
  });
});

describe('words of the package cap', () => {
  it.each([
    ['ETHERNET', 1, 1],
    ['RAW', 12, 101],
    ['LINKTYPE_LINUX_SLL', 113, 113],
    ['Unknown linktype 276', 276, 276],
    ['constructor', 147, 147],
  ])('link type %s', (name, dlt, linkType) => expect(capLinkType(name)).toMatchObject({ dlt, linkType }));

  it.each([
    ['socket: Operation not permitted', 'no-permission'],
    ["can't parse filter expression: syntax error", 'filter'],
    ["unknown port 'permission'", 'filter'],
    ['No such device exists', 'no-such-device'],
    ['That device is not up', 'device-down'],
    ['Device or resource busy', 'device-busy'],
    ['something else', 'device'],
  ])('%s', (words, kind) => expect(openProblem('eth0', words).kind).toBe(`capture.${kind}`));
});

it('makes the command line of a capture', () => {
  const args = captureArguments({
    devices: ['eth0', 'lo'],
    file: '/captures/x.pcapng',
    filter: '-n',
    promiscuous: true,
    snaplen: 96,
    bufferKib: 1024,
    linkType: 1,
    stopAfter: { packets: 1, seconds: 2, bytes: 3 },
    files: { bytes: 4, seconds: 5, keep: 6 },
  });
  expect(args.join(' ')).toBe(
    'capture --device eth0 --device lo --output /captures/x.pcapng --filter -n --promiscuous --snaplen 96 --buffer-kib 1024 ' +
      '--link-type 1 --stop-packets 1 --stop-seconds 2 --stop-bytes 3 --file-bytes 4 --file-seconds 5 --ring-files 6',
  );
  expect(captureArguments({ devices: ['lo'], file: '/x', filter: '' })).toEqual([
    'capture',
    '--device',
    'lo',
    '--output',
    '/x',
  ]);
});

it('names the place where the helper should be', () => {
  expect(locateHelper({ checkout: '/nowhere' })).toEqual({
    file: '/nowhere/native/build/capture-helper',
    isCheckout: true,
  });
  expect(locateHelper({ resources: '/r' })).toEqual({ file: '/r/bin/capture-helper', isCheckout: false });
  // in a mounted image nothing can have a right: the one in it is to be installed
  expect(locateHelper({ resources: '/r', image: '/home/me/Synscope.AppImage' })).toEqual({
    file: '/r/bin/capture-helper',
    isCheckout: false,
    inImage: '/r/bin/capture-helper',
  });
});
