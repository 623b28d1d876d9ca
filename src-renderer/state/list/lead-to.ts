// From a row that names a connection or a packet to these, in the open capture.
import type { FlowKind } from '../../../src-main/ipc/flow-facts';
import type { Parts } from '../parts';

/** Where a row leads. */
export interface RowLinks {
  stream: { kind: FlowKind; stream: number } | null;
  /** packet number; 0: none */
  frame: number;
}
type LeadParts = Pick<Parts, 'engine'> & {
  selection: Pick<Parts['selection'], 'selectFrame' | 'showTab'> & {
    selectFlow(flow: number, frame?: number): void;
  };
};

/** Shows the connection with its timeline, else the packet in the list; nothing where the capture has neither. */
export async function leadTo({ engine, selection }: LeadParts, { stream, frame }: RowLinks): Promise<void> {
  if (stream) {
    const flow = await engine.request('flowOfStream', stream);
    if (flow < 0) return;
    selection.selectFlow(flow, frame);
    selection.showTab('connections');
  } else if (frame > 0) {
    selection.selectFrame(frame);
    selection.showTab('packets');
  }
}
