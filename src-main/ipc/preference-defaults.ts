import { DEFAULT_CAPTURE } from './capture-defaults';
import { FIRST_SECTIONS } from './report-contract';
import type { Preferences } from './shell-contract';

/** What holds until somebody chooses otherwise, on both sides. */
export const DEFAULT_PREFERENCES: Preferences = {
  language: 'system',
  theme: 'system',
  timeFormat: 'sinceStart',
  timeDigits: 'auto',
  packetColumns: [],
  fieldColumns: [],
  flowColumns: [],
  tlsColumns: [],
  keyColumns: [],
  flowSort: { column: 'stream', descending: false },
  panes: {},
  switches: {},
  hexMode: 'hex',
  zoom: 0,
  lastTab: 'packets',
  capture: DEFAULT_CAPTURE,
  captureFilters: [],
  displayFilters: [],
  savedFilters: [],
  filterMacros: [],
  colourRules: null,
  decodeAs: [],
  report: { language: 'window', format: 'html', sections: [...FIRST_SECTIONS], author: '', course: '' },
};
