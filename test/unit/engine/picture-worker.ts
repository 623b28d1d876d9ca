// A worker thread that is told of a capture as those of filters are, again when that has grown, and dissects the rows it is asked for.
import { parentPort } from 'node:worker_threads';
import { FrameView } from '../../../src-main/engine/document/frame-view';
import type { CaptureShare } from '../../../src-main/engine/search/block';
import { AnalysisView } from '../../../src-main/flow/capture-index-view';
import { ChainSource } from '../../../src-main/formats/chain-source';
import { pictures } from './frame-picture';

/** `begins`: of a capture that it was not told of before. */
export interface PictureTask {
  begins: boolean;
  capture: CaptureShare;
  rows: readonly number[];
}

let frames = new FrameView(new AnalysisView(), ChainSource.borrow([]));

parentPort?.on('message', ({ begins, capture, rows }: PictureTask) => {
  if (begins) frames = new FrameView(new AnalysisView(), ChainSource.borrow([]));
  frames.analysis.take(capture.analysis);
  if (capture.interfaces) frames.interfaces = capture.interfaces;
  frames.firstTimedRow = capture.firstTimedRow;
  frames.readFrom(ChainSource.borrow(capture.parts));
  parentPort?.postMessage(pictures(frames, rows));
});
