import type { CaptureRules, CaptureSettings } from './contracts/capture-contract';

/** Everything. */
export const DEFAULT_RULES: CaptureRules = {
  filter: '',
  promiscuous: true,
  snaplen: null,
  bufferKib: null,
  stopAfter: { packets: null, seconds: null, bytes: null },
  files: { bytes: null, seconds: null, keep: null },
};

/** On nothing chosen yet. */
export const DEFAULT_CAPTURE: CaptureSettings = { devices: [], ...DEFAULT_RULES };

/** Settings without the adapters. */
export const rulesOf = ({
  filter,
  promiscuous,
  snaplen,
  bufferKib,
  stopAfter,
  files,
}: CaptureSettings): CaptureRules => ({ filter, promiscuous, snaplen, bufferKib, stopAfter, files });
