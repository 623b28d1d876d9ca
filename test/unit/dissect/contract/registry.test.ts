// Registration of protocols, and the engine's guard around a dissector that fails.
import { describe, expect, it } from 'vitest';
import { dissectGuarded } from '../../../../src-main/dissect/dissect';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { defineFields } from '../../../../src-main/dissect/contract/fields';
import { NULL_SINK } from '../../../../src-main/dissect/contract/null-sink';
import type { Protocol } from '../../../../src-main/dissect/contract/protocol';
import { Registry } from '../../../../src-main/dissect/contract/registry';
import { TreeSink } from '../../../../src-main/dissect/sinks/tree-sink';
import { OPTIONS, contextOf } from '../../../fixtures/dissect-frame';
import { ethernet, ipv4 } from '../../../fixtures/make-packet';

const protocol = (abbrev: string, more: Partial<Protocol> = {}): Protocol => ({
  abbrev,
  name: abbrev,
  fields: {},
  where: 'anywhere',
  dissect: () => undefined,
  ...more,
});

describe('registry', () => {
  it('finds protocols by table and key, fields and protocols by name', () => {
    expect(registry.find('ip.proto', 6)?.protocol.abbrev).toBe('tcp');
    expect(registry.find('ip.proto', 999)).toBeUndefined();
    expect(registry.find('no.table', 1)).toBeUndefined();
    expect(registry.field('tcp.srcport')?.name).toBe('Source Port');
    expect(registry.field('tcp')?.type).toBe('protocol');
    expect(registry.field('constructor')).toBeUndefined();
  });
  it.each<[string, Protocol[]]>([
    ['protocol a is registered twice', [protocol('a'), protocol('a')]],
    ['x 1 leads to a and to b', [protocol('a', { under: [['x', 1]] }), protocol('b', { under: [['x', 1]] })]],
    [
      'field z.f is registered twice',
      [
        protocol('a', { fields: defineFields('z', { f: ['F', 'none'] }) }),
        protocol('b', { fields: defineFields('z', { f: ['F', 'none'] }) }),
      ],
    ],
  ])('refuses: %s', (message, protocols) => {
    expect(() => new Registry(protocols)).toThrow(message);
  });
});

class FailingSink extends TreeSink {
  override bytes(): void {
    throw new Error('broken on purpose');
  }
}

describe('guard', () => {
  it('turns a throw into a line of the tree and a report', () => {
    const bytes = ethernet({}, ipv4({}, new Uint8Array(4)));
    const tree = new FailingSink();
    const reports: string[] = [];
    dissectGuarded(bytes, contextOf(1, bytes.length), OPTIONS, tree, (frame, layers) =>
      reports.push(`${frame} ${layers}`),
    );
    expect(reports).toEqual(['1 eth']);
    const last = tree.finish().at(-1);
    expect(last?.abbrev).toBe('_ws.malformed.dissector_bug');
    expect(last?.severity).toBe('error');
  });
  it('changes nothing otherwise', () => {
    const bytes = ethernet({}, ipv4({}, new Uint8Array(4)));
    const reports: unknown[] = [];
    const packet = dissectGuarded(bytes, contextOf(1, bytes.length), OPTIONS, NULL_SINK, (...all) => reports.push(all));
    expect(packet.protocolPath()).toBe('eth:ethertype:ip:data');
    expect(reports).toEqual([]);
  });
});
