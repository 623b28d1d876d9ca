// Drops all: for the rows of the packet list, which need the layers only.
import type { FieldSink } from './protocol';

const nothing = (): void => undefined;

export const NULL_SINK: FieldSink = {
  detail: false,
  wants: () => false,
  wantsAny: () => false,
  modeOf: () => 'read',
  uint: nothing,
  uint64: nothing,
  bytes: nothing,
  string: nothing,
  time: nothing,
  none: nothing,
  line: nothing,
  hidden: nothing,
  hiddenBytes: nothing,
  hiddenString: nothing,
  generated: nothing,
  generatedTime: nothing,
  expert: nothing,
  display: nothing,
  note: nothing,
  open: nothing,
  close: nothing,
  length: nothing,
  title: nothing,
  head: nothing,
  sentence: nothing,
  begin: nothing,
  source: nothing,
  enter: nothing,
  leave: nothing,
  beginQuote: nothing,
  endQuote: nothing,
  verdict: nothing,
};
