// What it costs to find the messages of streams: time beside that of the first reading, bytes a packet beside the columns.
//   npx tsx test/bench/messages-bench.ts FILE
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';

/** Bytes a packet that the tables of messages may take. */
const MOST_BYTES = 24;

/** ms that this process has worked, whatever else the machine did. */
const worked = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;

async function run(): Promise<void> {
  const opened = await CaptureDocument.open(process.argv[2]);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  const began = performance.now();
  const worked0 = worked();
  await document.read({ progress: () => undefined, stopped: () => false });
  const read = performance.now();
  const worked1 = worked();
  await findMessages(document);
  const found = performance.now();
  const work = `${(worked1 - worked0).toFixed(0)} and ${(worked() - worked1).toFixed(0)} ms of work`;
  const { messages, exchanges } = document.analysis;
  const bytes = (messages.byteLength() + exchanges.byteLength) / document.frames;
  console.log(
    `first reading ${(read - began).toFixed(0)} ms, messages ${(found - read).toFixed(0)} ms (${work}), ${exchanges.messages} of HTTP, ${bytes.toFixed(2)} bytes a packet`,
  );
  console.log(`${found - read <= read - began ? 'met   ' : 'MISSED'}  no longer than the first reading`);
  console.log(`${bytes <= MOST_BYTES ? 'met   ' : 'MISSED'}  at most ${MOST_BYTES} bytes a packet`);
  document.close();
}

for (let i = 0; i < 3; i++) await run();
