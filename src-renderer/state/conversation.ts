// Walking along one conversation through the rows of the packet list.
import { engine } from './client';

const PAGE = 512;

/** The frame after (`by` 1) or before (-1) `frame` in its conversation, or 0. Looks no further than the flow reaches. */
export async function findFrameInFlow(flowId: number, frame: number, by: 1 | -1): Promise<number> {
  const flow = await engine.request('flow', { id: flowId });
  if (!flow) return 0;
  if (by === 1 ? frame >= flow.lastFrame : frame <= flow.firstFrame) return 0;
  const isTcp = flow.kind === 'tcp';
  let row = await engine.request('rowOfFrame', { frame, nearest: false });
  if (row < 0) return 0;
  for (;;) {
    const from = by === 1 ? row + 1 : Math.max(0, row - PAGE);
    const count = by === 1 ? PAGE : row - from;
    if (count <= 0) return 0;
    const page = await engine.request('packetRows', { from, count });
    const rows = page.frame.length;
    if (rows === 0) return 0;
    for (let n = 0; n < rows; n++) {
      const i = by === 1 ? n : rows - 1 - n;
      const other = page.frame[i];
      if (other > flow.lastFrame && by === 1) return 0;
      if (other < flow.firstFrame && by === -1) return 0;
      if (page.stream[i] === flow.stream && isTcpKind(page.kind[i]) === isTcp) return other;
    }
    row = by === 1 ? from + rows - 1 : from;
  }
}

const TCP_KINDS = new Set(['setup', 'data', 'teardown', 'reset', 'trouble']);
const isTcpKind = (kind: string): boolean => TCP_KINDS.has(kind);
