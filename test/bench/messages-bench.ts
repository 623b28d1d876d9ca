// What it costs to find the messages of streams: time beside that of the first reading, bytes a packet beside the columns.
//   npx tsx test/bench/messages-bench.ts FILE
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';

/** Bytes a packet that the tables of messages may take. */
const MOST_BYTES = 24;

async function run(): Promise<void> {
  const opened = await CaptureDocument.open(process.argv[2]);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  const began = performance.now();
  await document.read({ progress: () => undefined, stopped: () => false });
  const read = performance.now();
  await findMessages(document);
  const found = performance.now();
  const { messages, exchanges } = document.analysis;
  const bytes = (messages.byteLength() + exchanges.byteLength) / document.frames;
  console.log(
    `first reading ${(read - began).toFixed(0)} ms, messages ${(found - read).toFixed(0)} ms, ${exchanges.messages} of HTTP, ${bytes.toFixed(2)} bytes a packet`,
  );
  console.log(`${found - read <= read - began ? 'met   ' : 'MISSED'}  no longer than the first reading`);
  console.log(`${bytes <= MOST_BYTES ? 'met   ' : 'MISSED'}  at most ${MOST_BYTES} bytes a packet`);
  document.close();
}

for (let i = 0; i < 3; i++) await run();
