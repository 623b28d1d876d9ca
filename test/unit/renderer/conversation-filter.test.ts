// Filters for the conversation of a packet compile, and are those of Wireshark's menu.
import { expect, test } from 'vitest';
import type { PacketDetail } from '../../../src-main/ipc/contracts/engine-contract';
import { compileFilter } from '../../../src-main/filter/compile';
import { CONVERSATION_LAYERS, conversationFilter } from '../../../src-renderer/format/conversation-filter';
import { treeOf } from '../../fixtures/dissect-frame';
import { ethernet, ipv4, tcp } from '../../fixtures/make-capture';

const bytes = ethernet(
  {},
  ipv4(
    { src: '10.0.0.1', dst: '10.0.0.2' },
    tcp({ srcPort: 40000, dstPort: 443, flags: 'S', seq: 1, ack: 0 }, new Uint8Array(0)),
  ),
);
const detail: PacketDetail = { frame: 1, tree: treeOf({ bytes }), sources: [], flow: 0 };

test('both ends of each layer, in either direction', () => {
  const [eth, ip, ipv6, overTcp, udp] = CONVERSATION_LAYERS.map((layer) => conversationFilter(detail, layer));
  expect(eth).toMatch(/^eth\.addr == [0-9a-f:]{17} && eth\.addr == [0-9a-f:]{17}$/);
  expect(ip).toBe('ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2');
  expect(overTcp).toBe(`(${ip}) && (tcp.port == 40000 && tcp.port == 443)`);
  expect([ipv6, udp]).toEqual(['', '']);
  for (const filter of [eth, ip, overTcp])
    expect(compileFilter(filter, { macros: [], reference: () => null }).ok, filter).toBe(true);
});
