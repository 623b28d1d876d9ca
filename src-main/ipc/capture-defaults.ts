import type { CaptureSettings } from './capture-contract';

/** Everything, on nothing chosen yet. */
export const DEFAULT_CAPTURE: CaptureSettings = {
  devices: [],
  filter: '',
  promiscuous: true,
  snaplen: null,
  bufferKib: null,
  stopAfter: { packets: null, seconds: null, bytes: null },
  files: { bytes: null, seconds: null, keep: null },
};
