// Prints two instants as texts, in winter and summer of the north, for each zone that is named: a zone is set for a whole process.
import { absoluteTimeText } from '../../../src-main/dissect/format-value';
import { useSystemZoneNames } from '../../../src-main/engine/time-zone';

for (const zone of process.argv.slice(2)) {
  process.env.TZ = zone;
  useSystemZoneNames(zone);
  console.log([1_768_478_400, 1_784_116_800].map((sec) => absoluteTimeText({ sec, nano: 5 })).join(' | '));
}
