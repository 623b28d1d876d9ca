// Packets and bytes each way of every conversation, ours and those of `tshark -z conv,tcp|udp`, in one comparable form.
import { CaptureDocument } from '../../src-main/engine/document/document';
import type { FlowKind } from '../../src-main/ipc/contracts/engine-contract';
import { tshark } from './tshark';

/** `10.0.0.1:1 10.0.0.2:2 | packets and bytes of the first end | of the second end`; ends in alphabetical order. */
function line(a: string, b: string, ab: [number, string], ba: [number, string]): string {
  return a <= b
    ? `${a} ${b} | ${ab[0]} ${ab[1]} | ${ba[0]} ${ba[1]}`
    : `${b} ${a} | ${ba[0]} ${ba[1]} | ${ab[0]} ${ab[1]}`;
}

// tshark prints 12345 as `12 kB`: what is cut off cannot be compared.
function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`;
  if (bytes < 10_000_000) return `${Math.floor(bytes / 1000)} kB`;
  return `${Math.floor(bytes / 1_000_000)} MB`;
}

export async function ourConversations(path: string, kind: FlowKind): Promise<string[]> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return [];
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const { flows } = document.analysis;
    const lines: string[] = [];
    for (let id = 0; id < flows.count; id++) {
      const f = flows.row(id);
      if (f.kind !== kind) continue;
      const a = `${f.addressA}:${f.portA}`;
      const b = `${f.addressB}:${f.portB}`;
      lines.push(line(a, b, [f.packetsAB, bytesText(f.bytesAB)], [f.packetsBA, bytesText(f.bytesBA)]));
    }
    return lines.sort();
  } finally {
    document.close();
  }
}

const ROW = /^(\S+)\s+<->\s+(\S+)\s+(\d+) (\d+ \w+)\s+(\d+) (\d+ \w+)\s/;

export async function tsharkConversations(
  path: string,
  version: string,
  kind: FlowKind,
  preferences: string[],
): Promise<string[]> {
  const args = ['-n', '-q', '-z', `conv,${kind}`, ...preferences.flatMap((p) => ['-o', p])];
  const { stdout } = await tshark(path, version, args);
  const lines: string[] = [];
  for (const text of stdout.split('\n')) {
    const m = ROW.exec(text);
    // The columns are: <- packets and bytes, -> packets and bytes.
    if (m) lines.push(line(m[1], m[2], [Number(m[5]), m[6]], [Number(m[3]), m[4]]));
  }
  return lines.sort();
}
