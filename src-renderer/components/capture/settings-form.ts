// The numbers of the options dialog, between what a person types and what a capture takes. Pure.
import type { CaptureSettings } from '../../../src-main/ipc/contracts/capture-contract';

interface NumberField {
  /** in the unit of the dialog */
  least: number;
  most: number;
  /** of the dialog's unit, in those of the settings */
  unit: number;
  get: (settings: CaptureSettings) => number | null;
  put: (settings: CaptureSettings, value: number | null) => CaptureSettings;
}

const MB = 1_000_000;
const KIB = 1024; // KiB in a MiB
const YEAR = 31_536_000;

const stopAfter = (key: keyof CaptureSettings['stopAfter'], most: number, unit: number): NumberField => ({
  least: 1,
  most,
  unit,
  get: (settings) => settings.stopAfter[key],
  put: (settings, value) => ({ ...settings, stopAfter: { ...settings.stopAfter, [key]: value } }),
});
const files = (key: keyof CaptureSettings['files'], least: number, most: number, unit: number): NumberField => ({
  least,
  most,
  unit,
  get: (settings) => settings.files[key],
  put: (settings, value) => ({ ...settings, files: { ...settings.files, [key]: value } }),
});

export const FIELDS = {
  snaplen: {
    least: 64,
    most: 262_144,
    unit: 1,
    get: (settings) => settings.snaplen,
    put: (settings, snaplen) => ({ ...settings, snaplen }),
  },
  bufferMib: {
    least: 1,
    most: 1024,
    unit: KIB,
    get: (settings) => settings.bufferKib,
    put: (settings, bufferKib) => ({ ...settings, bufferKib }),
  },
  stopPackets: stopAfter('packets', 1_000_000_000, 1),
  stopSeconds: stopAfter('seconds', YEAR, 1),
  stopMegabytes: stopAfter('bytes', 1_000_000, MB),
  fileMegabytes: files('bytes', 1, 1_000_000, MB),
  fileSeconds: files('seconds', 1, YEAR, 1),
  keepFiles: files('keep', 2, 10_000, 1),
} as const satisfies Record<string, NumberField>;

export type FieldId = keyof typeof FIELDS;
export const FIELD_IDS = Object.keys(FIELDS) as FieldId[];

/** What stands in a field: a whole number of the dialog's unit, or nothing. */
export function fieldText(id: FieldId, settings: CaptureSettings): string {
  const value = FIELDS[id].get(settings);
  return value === null ? '' : String(Math.max(1, Math.round(value / FIELDS[id].unit)));
}

/** The number in the unit of the settings; null for an empty field; undefined where it is none, or beyond the limits. */
export function parseField(id: FieldId, text: string): number | null | undefined {
  const plain = text.replace(/[\s,_’']/g, '');
  if (plain === '') return null;
  if (!/^\d{1,12}$/.test(plain)) return undefined;
  const { least, most, unit } = FIELDS[id];
  const value = Number(plain);
  return value >= least && value <= most ? value * unit : undefined;
}

/** Keeping the newest files means nothing before something begins a new one. */
export const lacksFileEnd = ({ files }: CaptureSettings): boolean =>
  files.keep !== null && files.bytes === null && files.seconds === null;

/** Fields that are set, in the order of the dialog: what is said beside the Start button. */
export const setFields = (settings: CaptureSettings): FieldId[] =>
  FIELD_IDS.filter((id) => FIELDS[id].get(settings) !== null);

/** The same adapters, filter and everything else at its default. */
export const withoutOptions = (settings: CaptureSettings): CaptureSettings => ({
  ...settings,
  promiscuous: true,
  snaplen: null,
  bufferKib: null,
  stopAfter: { packets: null, seconds: null, bytes: null },
  files: { bytes: null, seconds: null, keep: null },
});
