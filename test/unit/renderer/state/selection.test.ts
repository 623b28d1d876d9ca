// What is selected: a frame and everything of it, one answer at a time; the field stays the same from packet to packet.
import { expect, test } from 'vitest';
import type { PacketDetail, TreeNode } from '../../../../src-main/ipc/contracts/engine-contract';
import { Selection } from '../../../../src-renderer/state/selection.svelte';
import { fakeEngine, fakeSession, settled } from './fakes';

const node = (abbrev: string, at: number, len: number, children: TreeNode[] = []): TreeNode => ({
  abbrev,
  name: abbrev,
  value: '',
  source: 0,
  at,
  len,
  filter: '',
  children,
});
/** Ethernet, in every second frame something before TCP, TCP with a port. */
const detailOf = (frame: number): PacketDetail => ({
  frame,
  tree: [
    node('eth', 0, 14),
    ...(frame % 2 === 0 ? [node('vlan', 14, 4)] : []),
    node('tcp', 34, 20, [node('tcp.srcport', 34, 2), node('tcp.dstport', 36, 2)]),
  ],
  sources: [{ name: { key: 'packets.hex.frame' }, bytes: new Uint8Array(60) }],
  flow: frame,
});

function make(wantsOpinion?: () => boolean) {
  const engine = fakeEngine({ packetDetail: ({ frame }) => detailOf(frame) });
  const session = fakeSession();
  const tabs = {
    current: 'packets' as 'packets' | 'connections',
    show: (tab: 'packets' | 'connections') => void (tabs.current = tab),
  };
  const selection = new Selection({ engine, session, tabs }, wantsOpinion);
  selection.listen();
  engine.connect();
  return { engine, session, tabs, selection };
}

test('a frame brings its tree and its connection', async () => {
  const { selection } = make();
  selection.selectFrame(3);
  expect([selection.frame, selection.detail]).toEqual([3, null]);
  await settled();
  expect([selection.detail?.frame, selection.flow]).toEqual([3, 3]);
  expect(selection.bytes).toBeNull();
});

test('of two frames asked for only the second arrives', async () => {
  const { engine, selection } = make();
  let open: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (open = resolve));
  engine.answers.packetDetail = async ({ frame }) => {
    if (frame === 1) await waiting;
    return detailOf(frame);
  };
  selection.selectFrame(1);
  selection.selectFrame(2);
  await settled();
  open();
  await settled();
  expect([selection.frame, selection.detail?.frame, selection.failed]).toEqual([2, 2, null]);
});

test('a command right after a click waits for the connection of the packet clicked last', async () => {
  const { engine, selection } = make();
  selection.selectFrame(7);
  await settled();
  const opened: (() => void)[] = [];
  engine.answers.packetDetail = async ({ frame }) => {
    await new Promise<void>((resolve) => opened.push(resolve));
    return detailOf(frame);
  };
  selection.selectFrame(8);
  const wanted = selection.settledFlow();
  await settled();
  selection.selectFrame(9);
  for (const open of opened) open();
  await settled();
  for (const open of opened) open();
  expect(await wanted).toBe(9);
});

test('the field that is looked at stays selected in the next packet, wherever it stands there', async () => {
  const { selection } = make();
  selection.selectFrame(1);
  await settled();
  selection.selectNode('1.1');
  expect([selection.node?.abbrev, selection.bytes]).toEqual(['tcp.dstport', { source: 0, at: 36, len: 2 }]);
  selection.selectFrame(2);
  await settled();
  expect([selection.node?.abbrev, selection.path]).toEqual(['tcp.dstport', '2.1']);
});

test('a byte selects the innermost field over it, or itself', async () => {
  const { selection } = make();
  selection.selectFrame(1);
  await settled();
  selection.selectByte(0, 35);
  expect(selection.node?.abbrev).toBe('tcp.srcport');
  selection.selectByte(0, 59);
  expect([selection.path, selection.bytes]).toEqual(['', { source: 0, at: 59, len: 1 }]);
});

test('back and forward lead through frames and pages; a walk is one step', async () => {
  const { selection, tabs } = make();
  for (const [frame, move] of [
    [1, 'jump'],
    [5, 'jump'],
    [6, 'walk'],
    [7, 'walk'],
  ] as const) {
    selection.selectFrame(frame, move);
    await settled();
  }
  selection.showTab('connections');
  const seen: unknown[] = [];
  while (selection.canGoBack) {
    selection.back();
    await settled();
    seen.push([tabs.current, selection.frame, selection.detail?.frame]);
  }
  expect(seen).toEqual([
    ['packets', 7, 7],
    ['packets', 5, 5],
    ['packets', 1, 1],
  ]);
  selection.forward();
  await settled();
  expect([selection.frame, selection.canGoForward]).toEqual([5, true]);
});

test('what cannot be dissected says so, and is not the packet before', async () => {
  const { engine, selection } = make();
  selection.selectFrame(1);
  await settled();
  engine.answers.packetDetail = () => {
    throw new Error('broken');
  };
  selection.selectFrame(2);
  await settled();
  expect([selection.detail, String(selection.failed)]).toEqual([null, 'Error: broken']);
});

test('another capture has nothing selected yet; a new engine of the same one leaves the selection', async () => {
  const { engine, session, selection } = make();
  selection.selectFrame(4);
  await settled();
  engine.connect();
  expect(selection.frame).toBe(4);
  session.generation++;
  engine.connect();
  expect([selection.frame, selection.flow, selection.detail]).toEqual([0, -1, null]);
});

test('the second opinion is in the tree where it is wanted, and only there', async () => {
  const opinion = node('synscope.analysis.opinion', 0, 0, [node('synscope.analysis.reordered', 0, 0)]);
  const tree = [node('tcp', 34, 20, [node('tcp.analysis', 0, 0, [node('tcp.analysis.flags', 0, 0), opinion])])];
  const seen = async (wanted: boolean): Promise<string[]> => {
    const { engine, selection } = make(() => wanted);
    engine.answers.packetDetail = ({ frame }) => ({ ...detailOf(frame), tree });
    selection.selectFrame(3);
    await settled();
    const names = (nodes: readonly TreeNode[]): string[] => nodes.flatMap((n) => [n.abbrev, ...names(n.children)]);
    return names(selection.detail?.tree ?? []);
  };
  const plain = ['tcp', 'tcp.analysis', 'tcp.analysis.flags'];
  expect(await seen(false)).toEqual(plain);
  expect(await seen(true)).toEqual([...plain, 'synscope.analysis.opinion', 'synscope.analysis.reordered']);
});
