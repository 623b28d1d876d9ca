// The list of adapters: which of them are shown and chosen, how their rates arrive, and who has them counted.
import { expect, test } from 'vitest';
import { DEFAULT_CAPTURE } from '../../../../../src-main/ipc/capture-defaults';
import type { AdapterInfo } from '../../../../../src-main/ipc/contracts/capture-contract';
import { Adapters } from '../../../../../src-renderer/state/capture/adapters.svelte';
import { adapterInfo } from '../../../../fixtures/adapter-info';
import { fakePreferences, fakeShell, settled } from '../fakes';

const adapter = (name: string, more: Partial<AdapterInfo> = {}): AdapterInfo =>
  adapterInfo(name, { id: `id of ${name}`, addresses: [{ address: '192.0.2.1', prefix: 24 }], ...more });

function make(devices: string[] = []) {
  const shell = fakeShell({ watchAdapters: () => null });
  let shown = false;
  const preferences = Object.assign(fakePreferences({ capture: { ...DEFAULT_CAPTURE, devices } }), {
    isOn: () => shown,
    turn: (_: string, on: boolean) => void (shown = on),
  });
  const adapters = new Adapters({ shell, preferences });
  adapters.listen();
  const list = (...all: AdapterInfo[]) => {
    shell.tell('adapters', { adapters: all, problem: null });
  };
  return { shell, adapters, preferences, list };
}
const namesOf = (all: readonly AdapterInfo[]) => all.map((one) => one.name);

test('where nothing was ever chosen, one that has a network is', () => {
  const { list, preferences } = make();
  list(adapter('lo', { loopback: true }), adapter('eth0'));
  expect(preferences.now.capture.devices).toEqual(['eth0']);
});

test('what was chosen stays chosen, also while it is away', () => {
  const { adapters, list, preferences } = make(['eth1']);
  list(adapter('eth0'));
  expect(preferences.now.capture.devices).toEqual(['eth1']);
  expect(adapters.chosen).toEqual([]);
  list(adapter('eth0'), adapter('eth1'));
  expect(adapters.chosen).toEqual(['eth1']);
});

test('one of little use is shown on demand, or where it is chosen', () => {
  const { adapters, list } = make(['eth0']);
  list(adapter('eth0'), adapter('dummy0', { hidden: true }));
  expect(namesOf(adapters.shown)).toEqual(['eth0']);
  expect(namesOf(adapters.hidden)).toEqual(['dummy0']);
  const chosen = make(['dummy0']);
  chosen.list(adapter('eth0'), adapter('dummy0', { hidden: true }));
  expect(namesOf(chosen.adapters.shown)).toEqual(['eth0', 'dummy0']);
  const all = make(['eth0']);
  all.adapters.setShowHidden(true);
  all.list(adapter('eth0'), adapter('dummy0', { hidden: true }));
  expect(namesOf(all.adapters.shown)).toEqual(['eth0', 'dummy0']);
});

test('rates are kept of adapters that are there; without counters there are none', () => {
  const { adapters, list, shell } = make(['eth0']);
  shell.tell('adapterTraffic', { rates: { eth0: 5 } }); // before the list
  expect(adapters.rateOf('eth0')).toBe(0);
  list(adapter('eth0'), adapter('eth1'));
  shell.tell('adapterTraffic', { rates: { eth0: 5, strange0: 7 } });
  expect([adapters.rateOf('eth0'), adapters.rateOf('strange0')]).toEqual([5, 0]);
  list(adapter('eth1'));
  expect(adapters.samples.has('eth0')).toBe(false);
  shell.tell('adapterTraffic', { rates: null });
  expect(adapters.counted).toBe(false);
});

test('they are counted while somebody looks, however many do', async () => {
  const { adapters, shell } = make();
  const first = adapters.watch();
  const second = adapters.watch();
  first();
  await settled();
  expect(shell.asked).toEqual([{ name: 'watchAdapters', args: { on: true } }]);
  second();
  expect(shell.asked[1]).toEqual({ name: 'watchAdapters', args: { on: false } });
});
