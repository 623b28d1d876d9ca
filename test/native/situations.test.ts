// Some situations made anew, by the stacks of this machine: what is said of them is true, not only of the recorded ones.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSituation } from '../fixtures/situation-facts';
import { tempFolder } from '../fixtures/temp-folder';
import { record } from '../network/situations/record.mjs';
import { SITUATIONS } from '../network/situations/situations.mjs';
import { isTrue } from '../network/situations/truth';
import { cannotCapture, onPath } from './staging';

const LIVE = ['refused-by-firewall', 'icmp-prohibited', 'half-close', 'fin-then-reset', 'retransmission'];
const missing = ['python3', 'ethtool'].filter((name) => !onPath(name));
const cannot = cannotCapture ?? (missing.length > 0 ? `missing: ${missing.join(', ')}` : null);

describe.skipIf(cannot !== null)(`situations made now${cannot === null ? '' : ` (${cannot})`}`, () => {
  it.each(LIVE)('%s', { timeout: 30_000 }, async (id) => {
    const situation = SITUATIONS.find((one) => one.id === id);
    if (!situation) throw new Error('unreachable');
    const folder = tempFolder();
    const { file, packets } = await record(situation, folder);
    expect(packets).toBeGreaterThan(1);
    const path = join(folder, 'live.pcapng');
    writeFileSync(path, file);
    // a machine that is busy may repeat a segment more
    isTrue(situation, await readSituation(path), { quiet: false });
  });
});
