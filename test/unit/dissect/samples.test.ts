// One frame of every protocol: the layers found, the tree's own rules, and every cut of it.
import { describe, expect, it } from 'vitest';
import { registry } from '../../../src-main/dissect/protocols/registry';
import type { TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import { claimsOf, fieldsOf, nodesOf, rowOf, treeOf } from '../../fixtures/dissect-frame';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';

const isVerdict = (node: TreeNode): boolean => /^_ws\./.test(node.abbrev);

describe.each(SAMPLE_FRAMES)('$name', ({ bytes, linkType, protocols }) => {
  it('has its layers', () => {
    expect(fieldsOf({ bytes, linkType }, ['frame.protocols'])['frame.protocols']).toBe(protocols);
  });

  it('is whole: no verdict, every field inside the frame, every filter on a known field', () => {
    // as the dissectors said it: the tree cuts what it shows to the bytes that there are
    const claims = claimsOf({ bytes, linkType });
    expect(claims.length).toBeGreaterThan(1);
    expect(claims.filter(({ at, len }) => at < 0 || len < 0 || at + len > bytes.length)).toEqual([]);
    for (const node of nodesOf(treeOf({ bytes, linkType }))) {
      expect(isVerdict(node), node.message?.key).toBe(false);
      if (node.abbrev !== '') expect(registry.field(node.abbrev), node.abbrev).toBeDefined();
      if (node.filter !== '') expect(node.filter.startsWith(node.abbrev)).toBe(true);
      if (node.bits !== undefined) expect(node.bits.replace(/ /g, '')).toHaveLength(node.len * 8);
    }
  });

  it('can be cut anywhere: never throws, always ends, says what is missing', () => {
    for (let len = 0; len < bytes.length; len++) {
      const cut = { bytes: bytes.slice(0, len), linkType, originalLen: bytes.length };
      treeOf(cut);
      rowOf(cut);
      const {
        'frame.cap_len': captured,
        'frame.len': wire,
        '_ws.malformed': malformed,
      } = fieldsOf(cut, ['frame.cap_len', 'frame.len', '_ws.malformed']);
      expect(Number(captured)).toBe(len);
      expect(Number(wire)).toBe(bytes.length);
      // what the capture cut off is no fault of the packet
      expect(malformed, `cut to ${len}`).toBe('');
      // no field is read from bytes that are not there
      expect(
        claimsOf(cut).filter((claim) => claim.at + claim.len > len),
        `cut to ${len}`,
      ).toEqual([]);
    }
  });

  it('may end anywhere: a frame that was sent that short is malformed at most', () => {
    for (let len = 0; len < bytes.length; len++) {
      const short = { bytes: bytes.slice(0, len), linkType };
      expect(fieldsOf(short, ['_ws.short'])['_ws.short'], `sent with ${len}`).toBe('');
      treeOf(short);
      rowOf(short);
    }
  });
});
