// A capture read to its end, as `synscope -Y` reads it, with the options that the comparison with tshark is made with.
import type { DissectOptions } from '../../../src-main/dissect/contract/context';
import { CaptureDocument } from '../../../src-main/engine/document/document';

/** ORACLE_PREFERENCES in our words. */
export const FILTER_OPTIONS: DissectOptions = { checkChecksums: true, relativeSequenceNumbers: true };

/** Null when it is no capture that we read. */
export async function readCapture(path: string): Promise<CaptureDocument | null> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return null;
  await opened.document.read({ progress: () => undefined, stopped: () => false });
  return opened.document;
}
