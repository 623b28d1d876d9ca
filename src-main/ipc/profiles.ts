// What belongs to a profile and what is the same in all of them, and the profiles that are always there.
import type { Preferences } from './contracts/shell-contract';
import { DEFAULT_PREFERENCES } from './preference-defaults';

/** True: the profile's; false: of whoever works here, whatever the work. */
const IN_PROFILE = {
  language: false,
  theme: false,
  contrast: false,
  timeFormat: true,
  timeDigits: true,
  packetColumns: true,
  fieldColumns: true,
  flowColumns: true,
  tlsColumns: true,
  compareColumns: true,
  comparedSegmentColumns: true,
  keyColumns: true,
  statisticsColumns: true,
  statistics: true,
  sql: false,
  flowSort: true,
  panes: true,
  paneOrder: true,
  switches: true,
  hexMode: true,
  keys: false,
  zoom: false,
  lastTab: false,
  capture: false,
  captureFilters: false,
  displayFilters: true,
  savedFilters: true,
  filterMacros: true,
  colourRules: true,
  decodeAs: true,
  report: false,
  print: false,
  profile: false,
} as const satisfies Record<keyof Preferences, boolean>;

export type ProfileEntry = {
  [K in keyof Preferences]: (typeof IN_PROFILE)[K] extends true ? K : never;
}[keyof Preferences];
export type ProfileValues = Pick<Preferences, ProfileEntry>;

export const PROFILE_ENTRIES = (Object.keys(IN_PROFILE) as (keyof Preferences)[]).filter(
  (name): name is ProfileEntry => IN_PROFILE[name],
);

/** Switches of the machine, not of the work. */
const GLOBAL_SWITCHES: ReadonlySet<string> = new Set(['keepKnown', 'capture-hidden-shown']);

const switchesThat = (switches: Preferences['switches'], areGlobal: boolean): Preferences['switches'] =>
  Object.fromEntries(Object.entries(switches).filter(([name]) => GLOBAL_SWITCHES.has(name) === areGlobal));

/** What of these preferences is the profile's. */
export function profileOf(preferences: Preferences): ProfileValues {
  const values = Object.fromEntries(
    PROFILE_ENTRIES.map((name) => [name, preferences[name]]),
  ) as unknown as ProfileValues;
  return { ...values, switches: switchesThat(values.switches, false) };
}

/** What changes where these preferences get another profile's values. */
export const changesTo = (values: ProfileValues, now: Preferences): ProfileValues => ({
  ...values,
  switches: { ...switchesThat(values.switches, false), ...switchesThat(now.switches, true) },
});

/** The changes without what is the profile's. */
export function withoutProfile(changes: Partial<Preferences>, now: Preferences): Partial<Preferences> {
  const rest = Object.fromEntries(
    Object.entries(changes).filter(([name]) => !(PROFILE_ENTRIES as string[]).includes(name)),
  ) as Partial<Preferences>;
  if (!changes.switches) return rest;
  return { ...rest, switches: { ...now.switches, ...switchesThat(changes.switches, true) } };
}

const BUILT_IN_VALUES = {
  default: {},
  // the fields that a lab course asks for, and what each one means
  student: {
    timeDigits: 6,
    fieldColumns: [
      { field: 'tcp.seq_raw', title: 'Seq' },
      { field: 'tcp.ack_raw', title: 'Ack' },
      { field: 'tcp.window_size_value', title: 'Win' },
    ],
    savedFilters: [
      { name: 'SYN', text: 'tcp.flags.syn == 1' },
      { name: 'FIN', text: 'tcp.flags.fin == 1' },
      { name: 'RST', text: 'tcp.flags.reset == 1' },
      { name: 'TLS', text: 'tls.handshake' },
      { name: 'HTTP', text: 'tcp.port == 80' },
    ],
    switches: { 'field-help-shown': true, 'packet-timeline-shown': true },
  },
  // what went wrong, when, in which connection
  engineer: {
    timeFormat: 'absoluteLocal',
    timeDigits: 6,
    fieldColumns: [
      { field: 'tcp.stream', title: 'TCP' },
      { field: 'tcp.time_delta', title: 'Δt' },
      { field: 'tcp.len', title: 'Len' },
    ],
    savedFilters: [
      { name: 'TCP !', text: 'tcp.analysis.flags' },
      { name: 'RST', text: 'tcp.flags.reset == 1' },
      { name: 'Win 0', text: 'tcp.window_size == 0 && tcp.flags.reset == 0' },
      { name: 'TLS !', text: 'tls.alert_message' },
      { name: 'DNS !', text: 'dns.flags.rcode != 0' },
    ],
    switches: { 'field-help-shown': false },
  },
} as const satisfies Record<string, Partial<Preferences>>;

export type BuiltInProfile = keyof typeof BUILT_IN_VALUES;
export const BUILT_IN_PROFILES = Object.keys(BUILT_IN_VALUES) as BuiltInProfile[];
export const isBuiltIn = (id: string): id is BuiltInProfile => Object.hasOwn(BUILT_IN_VALUES, id);

/** What such a profile is at first. */
export const builtInValues = (id: BuiltInProfile): ProfileValues =>
  profileOf({ ...DEFAULT_PREFERENCES, ...(BUILT_IN_VALUES[id] as Partial<Preferences>) });
