// The zone file of the system, for the names of time zones. Where there is none (Windows) Intl's names stay.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readZoneFile, useZoneNames, type ZoneNames } from '../../dissect/values/zone-names';

const FOLDER = '/usr/share/zoneinfo';
/** the largest zone files have a few kB */
const LARGEST = 1024 * 1024;

/** Call once, in every process and thread that writes times as texts. The file is looked for when the first name is asked for. */
export function useSystemZoneNames(zone: string | undefined = process.env.TZ): void {
  let names: ZoneNames | null = null;
  useZoneNames((sec, offset) => (names ??= systemNames(zone))(sec, offset));
}

function systemNames(zone: string | undefined): ZoneNames {
  for (const path of placesOf(zone)) {
    try {
      const file = readFileSync(path);
      const names = file.length <= LARGEST ? readZoneFile(file) : null;
      if (names) return names;
    } catch {
      // the next place
    }
  }
  return () => null;
}

/** As libc: TZ if it is set, else what the system is set to. */
function placesOf(zone: string | undefined): string[] {
  // undefined where TZ names no zone that ICU knows, whatever the types say
  const chosen = Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined;
  const named = [zone?.replace(/^:/, ''), chosen]
    .filter((name): name is string => name !== undefined && /^[\w+-]+(?:\/[\w+-]+)*$/.test(name))
    .map((name) => join(FOLDER, name));
  return zone === undefined ? ['/etc/localtime', ...named] : named;
}
