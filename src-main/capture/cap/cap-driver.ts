// The second driver, over the npm package "cap": for systems without the helper, first of all Windows with Npcap.
// The package lives in a process of its own, which needs to have the permission.
import type { Message, Problem } from '../../ipc/message';
import { adapterOf } from './cap-adapters';
import { startCapCapture } from './cap-capture';
import type { CapFork } from './cap-fork';
import { openCapLink } from './cap-link';
import { failure, success, type Adapter, type CaptureDriver, type CaptureOptions, type Result } from '../driver';
import { captureProblem, isProblem } from '../problems';

const LIST_MS = 15_000;

const LIMITS: Message[] = [
  { key: 'capture.limit.arrivalTime' },
  { key: 'capture.limit.noOriginalLength' },
  { key: 'capture.limit.noDrops' },
  { key: 'capture.limit.promiscuous' },
  { key: 'capture.limit.noFiles' },
  { key: 'capture.limit.noFilterCheck' },
];
/** cap ends its process with an assertion when reading fails, except on Windows, where it never notices */
const OUTSIDE_WINDOWS: Message[] = [{ key: 'capture.limit.diesWithAdapter' }];

/** `fork` starts the process; it is started anew for each list and each capture. */
export function capDriver(fork: CapFork): CaptureDriver {
  /** the package is not there, and will not be as long as this program runs */
  let missing: Problem | null = null;
  return {
    id: 'cap',
    limits: process.platform === 'win32' ? LIMITS : [...LIMITS, ...OUTSIDE_WINDOWS],
    async list() {
      if (missing) return failure(missing);
      const listed = await listAdapters(fork);
      if (!listed.ok && isProblem(listed.problem, 'no-cap')) missing = listed.problem;
      return listed;
    },
    checkFilter() {
      // cap compiles a filter only for an opened adapter, and keeps that open for good when the filter is wrong
      const problem = captureProblem('unsupported', { what: 'checkFilter' });
      return Promise.resolve({ kind: 'unchecked', problem });
    },
    start(options, onEvent = () => {}) {
      const what = unsupported(options);
      if (what) return Promise.resolve(failure(captureProblem('unsupported', { what })));
      return startCapCapture(fork, options, onEvent);
    },
  };
}

function unsupported(options: CaptureOptions): string | null {
  if (options.files) return 'files';
  return options.linkType === undefined ? null : 'linkType';
}

function listAdapters(fork: CapFork): Promise<Result<Adapter[]>> {
  return new Promise((resolve) => {
    const answer = (result: Result<Adapter[]>): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const link = openCapLink(fork, {
      news(news) {
        link.close();
        if (news.type === 'adapters') answer(success(news.adapters.map(adapterOf)));
        else answer(failure(news.type === 'failed' ? news.problem : captureProblem('driver-gone')));
      },
      gone: (problem) => answer(failure(problem)),
    });
    const timer = setTimeout(() => link.giveUp(), LIST_MS);
    link.send({ type: 'list' });
  });
}
