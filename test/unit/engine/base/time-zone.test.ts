// frame.time in other zones than UTC ends as tshark's does: what stands here is what tshark 4.0.17 printed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ZONES: [zone: string, winter: string, summer: string][] = [
  ['Europe/Berlin', 'Jan 15, 2026 13:00:00.000000005 CET', 'Jul 15, 2026 14:00:00.000000005 CEST'],
  ['America/New_York', 'Jan 15, 2026 07:00:00.000000005 EST', 'Jul 15, 2026 08:00:00.000000005 EDT'],
  ['Asia/Shanghai', 'Jan 15, 2026 20:00:00.000000005 CST', 'Jul 15, 2026 20:00:00.000000005 CST'],
  ['Asia/Kolkata', 'Jan 15, 2026 17:30:00.000000005 IST', 'Jul 15, 2026 17:30:00.000000005 IST'],
  ['America/Sao_Paulo', 'Jan 15, 2026 09:00:00.000000005 -03', 'Jul 15, 2026 09:00:00.000000005 -03'],
  ['Asia/Tokyo', 'Jan 15, 2026 21:00:00.000000005 JST', 'Jul 15, 2026 21:00:00.000000005 JST'],
  ['Europe/London', 'Jan 15, 2026 12:00:00.000000005 GMT', 'Jul 15, 2026 13:00:00.000000005 BST'],
  ['Australia/Sydney', 'Jan 15, 2026 23:00:00.000000005 AEDT', 'Jul 15, 2026 22:00:00.000000005 AEST'],
  ['UTC', 'Jan 15, 2026 12:00:00.000000005 UTC', 'Jul 15, 2026 12:00:00.000000005 UTC'],
  ['Asia/Kathmandu', 'Jan 15, 2026 17:45:00.000000005 +0545', 'Jul 15, 2026 17:45:00.000000005 +0545'],
];

test.skipIf(!existsSync('/usr/share/zoneinfo/Europe/Berlin'))('names of zones, where the system has zone files', () => {
  const script = fileURLToPath(new URL('zone-process.ts', import.meta.url));
  const zones = ZONES.map(([zone]) => zone);
  const out = execFileSync(process.execPath, ['--import', 'tsx', script, ...zones], { encoding: 'utf8' });
  expect(out.trimEnd().split('\n')).toEqual(ZONES.map(([, winter, summer]) => `${winter} | ${summer}`));
});
