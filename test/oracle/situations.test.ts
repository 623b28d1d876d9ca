// The recorded situations against tshark: every compared field of every packet (analysis and completeness among them), and the Info texts.
import { describe, expect, test } from 'vitest';
import { named } from '../fixtures/corpus';
import { readSituation } from '../fixtures/situation-facts';
import { SITUATIONS_FOLDER, situationFile } from '../fixtures/situations';
import { SITUATIONS } from '../network/situations/situations.mjs';
import { differenceText, runOracle, unexplained } from './oracle';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;
const files = SITUATIONS.map(({ id }) => `${id}.pcapng`);

describe.skipIf(missing !== null)(named("situations are told as tshark's are", missing), () => {
  test('in every field', async () => {
    const result = await runOracle(SITUATIONS_FOLDER, files, version ?? '');
    expect(unexplained(result.differences).map(differenceText)).toEqual([]);
    expect(result.unread).toEqual([]);
    expect(result.frames).toBeGreaterThan(10 * files.length);
  });

  test.each(SITUATIONS)('$id: Info', async ({ id }) => {
    const options = ['tcp.desegment_tcp_streams:FALSE'];
    const { rows } = await tsharkFields(situationFile(id), version ?? '', ['_ws.col.Info'], options);
    expect((await readSituation(situationFile(id))).info).toEqual(rows.map(([info]) => info));
  });
});
