import { expect, test } from 'vitest';
import { phaseTitle } from '../../../src-main/draw/phase-title';

const phase = { kind: 'data', segments: 132, durationNs: 1.234e9, bytesAB: 180_432, bytesBA: 2100 } as const;

test.each([
  [phase, 'data · 132 segments', 'data · 132 segments · 180 kB → · ← 2.1 kB · 1.23 s'],
  [{ ...phase, bytesBA: 0 }, 'data', 'data · 180 kB → · 1.23 s'],
  [{ ...phase, kind: 'handshake', durationNs: 23_400_000 } as const, 'TCP handshake', 'TCP handshake · 23.4 ms'],
  [{ ...phase, kind: 'reset', segments: 1 } as const, 'reset by the server', 'reset by the server'],
])('%o', (one, name, title) => expect(phaseTitle(one, name)).toBe(title));
