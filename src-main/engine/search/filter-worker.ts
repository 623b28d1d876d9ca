// Entry of a worker thread: looks at frames for filters, searches and passes. Columns, flows and files are the engine's, shared, not copied.
import { parentPort } from 'node:worker_threads';
import { DecodeRules } from '../../dissect/decode-as';
import { AnalysisView } from '../../flow/capture-index-view';
import { ChainSource } from '../../formats/chain-source';
import type { CaptureShare, FromWorker, Task, ToWorker } from './block';
import { compileTask } from './compile-task';
import { EndsTest } from './ends-test';
import { FilterTest } from './filter-test';
import { findTest } from './find-test';
import { HostsTest } from './hosts-test';
import { NameTest } from './name-test';
import { NoteTest } from './note-test';
import { PathTest } from './path-test';
import { ResponseTest } from './response-test';
import { FrameView } from '../document/frame-view';
import { detailOf } from '../base/problems';
import { useSystemZoneNames } from '../base/time-zone';
import { decideBlock, type RowTest } from './row-decider';
import { textTest } from './text-test';

const frames = new FrameView(new AnalysisView(), ChainSource.borrow([]));
const tests = new Map<number, RowTest>();
let lent = '';

function see({ analysis, parts, interfaces, firstTimedRow, decodeAs, timeShift }: CaptureShare): void {
  frames.analysis.take(analysis);
  if (interfaces) frames.interfaces = interfaces;
  frames.firstTimedRow = firstTimedRow;
  frames.timeShift = timeShift;
  if (decodeAs.length > 0) frames.decodeAs ??= new DecodeRules(decodeAs); // they stay while the capture is open
  const now = JSON.stringify(parts);
  if (now === lent) return;
  lent = now;
  frames.readFrom(ChainSource.borrow(parts));
}

function testOf(task: Task): RowTest {
  if (task.kind === 'find') return findTest(task.what, frames);
  if (task.kind === 'notes') return new NoteTest(frames);
  if (task.kind === 'names') return new NameTest(frames);
  if (task.kind === 'ends') return new EndsTest(frames);
  if (task.kind === 'hosts') return new HostsTest(frames);
  if (task.kind === 'paths') return new PathTest(frames);
  if (task.kind === 'responses') return new ResponseTest(frames);
  if (task.kind === 'text') return textTest(task, frames);
  const { test } = compileTask(task);
  return test === null ? { test: () => true } : new FilterTest(test, frames, task.options);
}

function receive(message: ToWorker): void {
  if (message.type === 'task') tests.set(message.task, testOf(message.what));
  else if (message.type === 'forget') tests.delete(message.task);
  else {
    see(message.capture);
    const test = tests.get(message.task);
    if (!test) throw new Error(`no task ${message.task}`);
    decideBlock(message.block, test);
    const found = test.found?.() ?? null;
    parentPort?.postMessage({ type: 'done', found } satisfies FromWorker, found ? [found.buffer] : []);
  }
}

useSystemZoneNames();
parentPort?.on('message', (message: ToWorker) => {
  try {
    receive(message);
  } catch (error) {
    parentPort?.postMessage({ type: 'failed', detail: detailOf(error) } satisfies FromWorker);
  }
});
