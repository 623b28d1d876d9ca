// Reads back what it writes, also in the hour that comes twice. Prints two instants as texts, in winter and summer of the north, for each zone that is named: a zone is set for a whole process.
import { absoluteTimeText } from '../../../../src-main/dissect/values/format-value';
import { parseAbsoluteTime } from '../../../../src-main/filter/check/literal-time';
import { useSystemZoneNames } from '../../../../src-main/engine/base/time-zone';

for (const zone of process.argv.slice(2)) {
  process.env.TZ = zone;
  useSystemZoneNames(zone);
  for (const sec of [1_768_478_400, 1_784_116_800, 1_792_888_200, 1_792_891_800]) {
    const back = parseAbsoluteTime(absoluteTimeText({ sec, nano: 5 }), false);
    if (back?.sec !== sec || back.nano !== 5) throw new Error(`${zone}: ${sec} is read as ${back?.sec}`);
  }
  console.log([1_768_478_400, 1_784_116_800].map((sec) => absoluteTimeText({ sec, nano: 5 })).join(' | '));
}
