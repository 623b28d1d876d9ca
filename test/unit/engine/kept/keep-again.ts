// A process that keeps a capture again and again, under one name, until it is killed.
//   node keep-again.js CAPTURE CACHE_FOLDER (bundled-workers.ts)
import { join } from 'node:path';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { partName, writeKept } from '../../../../src-main/engine/kept/kept-capture';
import { KeptFolder } from '../../../../src-main/engine/kept/kept-folder';
import { findTimings } from '../../../../src-main/engine/passes/timing-pass';

const [path, cacheDir] = process.argv.slice(2);
const opened = await CaptureDocument.open(path, { frontWorker: null });
if (!opened.ok) throw new Error(opened.problem.kind);
const { document } = opened;
const end = await document.read({ progress: () => undefined, stopped: () => false });
await findMessages(document);
findTimings(document);
const kept = document.whole(end);
if (!kept) throw new Error('it is not kept');
const folder = new KeptFolder(join(cacheDir, 'kept'));
folder.makeRoom(1);
console.log('ready');
for (;;) writeKept(kept, join(folder.path, partName()), join(folder.path, 'a.kept'), 2 ** 30);
