import { DEFAULT_CAPTURE } from './capture-defaults';
import { FIRST_SECTIONS } from './contracts/report-contract';
import type { Preferences } from './contracts/shell-contract';
import { FIRST_SQL } from './contracts/sql-contract';
import { PACKET_PANES } from './pane-order';
import { FIRST_STATISTICS } from './contracts/statistics-contract';

/** Switches that are the same in every window until somebody chooses otherwise. */
export const SWITCHED_ON = {
  byTunnel: false,
  colourRows: true,
  keepKnown: true,
  reassembleIp: true,
  resolveNames: false,
  secondOpinion: true,
  'capture-hidden-shown': false,
  'verdict-shown': true,
} as const;
export type PlainSwitch = keyof typeof SWITCHED_ON;

/** What holds until somebody chooses otherwise, on both sides. */
export const DEFAULT_PREFERENCES: Preferences = {
  language: 'system',
  theme: 'system',
  contrast: 'system',
  timeFormat: 'sinceStart',
  timeDigits: 'auto',
  packetColumns: [],
  fieldColumns: [],
  flowColumns: [],
  tlsColumns: [],
  compareColumns: [],
  comparedSegmentColumns: [],
  keyColumns: [],
  statisticsColumns: {},
  statistics: FIRST_STATISTICS,
  sql: FIRST_SQL,
  flowSort: { column: 'stream', descending: false },
  panes: {},
  paneOrder: [...PACKET_PANES],
  switches: {},
  hexMode: 'hex',
  keys: {},
  zoom: 0,
  lastTab: 'packets',
  capture: DEFAULT_CAPTURE,
  captureFilters: [],
  displayFilters: [],
  savedFilters: [],
  filterMacros: [],
  colourRules: null,
  decodeAs: [],
  report: { language: 'window', format: 'html', sections: [...FIRST_SECTIONS], author: '', course: '', template: null },
  print: {
    paper: 'A4',
    landscape: false,
    margins: 'normal',
    scale: 100,
    summary: true,
    details: 'none',
    bytes: false,
  },
  profile: 'default',
};
