// What each test of the helper stands on.
import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { RunningCapture } from '../../src-main/capture/driver';
import type { HelperPlace } from '../../src-main/capture/helper-place';
import { builtHelper, TestFolder, TestNetwork } from './staging';

/** A helper, and for each test of the group a folder, a network and the capture that runs: stopped and removed behind it. */
export class HelperStage {
  helper!: HelperPlace;
  folder!: TestFolder;
  net!: TestNetwork;
  running: RunningCapture | null = null;

  constructor(build: 'release' | 'sanitized') {
    beforeAll(() => {
      this.helper = builtHelper(build);
    });
    beforeEach(() => {
      this.folder = new TestFolder();
      this.net = new TestNetwork();
    });
    afterEach(async () => {
      await this.running?.stop();
      this.running = null;
      this.net.remove();
      this.folder.remove();
    });
  }
}
