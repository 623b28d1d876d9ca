// How busy each adapter is, without capturing on it: the system's own counters, which need no permission.
import { readFileSync } from 'node:fs';

export interface AdapterTraffic {
  /** both directions, since the adapter came up */
  packets: number;
  bytes: number;
}

/** The counters of all network interfaces by name, or null where this system has none to read (not Linux). */
export function readTraffic(file = '/proc/net/dev'): Map<string, AdapterTraffic> | null {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  return parseTraffic(text);
}

/**
 * `/proc/net/dev` (proc_net(5)): two lines of headings, then `name: bytes packets …` with eight columns received and
 * eight sent. Lines that are not like that are left out.
 */
export function parseTraffic(text: string): Map<string, AdapterTraffic> {
  const traffic = new Map<string, AdapterTraffic>();
  for (const line of text.split('\n').slice(2)) {
    const colon = line.lastIndexOf(':'); // an alias name may hold one itself
    const numbers = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)
      .map(Number);
    if (colon < 0 || numbers.length < 10 || numbers.some((n) => !Number.isFinite(n))) continue;
    traffic.set(line.slice(0, colon).trim(), { packets: numbers[1] + numbers[9], bytes: numbers[0] + numbers[8] });
  }
  return traffic;
}

/** Packets per second between two readings for the adapters in both; a counter that ran over or began anew counts as 0. */
export function trafficRates(
  before: Map<string, AdapterTraffic>,
  now: Map<string, AdapterTraffic>,
  elapsedMs: number,
): Map<string, number> {
  const rates = new Map<string, number>();
  for (const [name, { packets }] of now) {
    const earlier = before.get(name);
    if (earlier && elapsedMs > 0) rates.set(name, Math.max(0, ((packets - earlier.packets) * 1000) / elapsedMs));
  }
  return rates;
}
