import type { DissectOptions } from '../../dissect/contract/context';

/** How frames are dissected for the window and, unless asked otherwise, for the command line: Wireshark's defaults. */
export const DEFAULT_OPTIONS: DissectOptions = { checkChecksums: false, relativeSequenceNumbers: true };
