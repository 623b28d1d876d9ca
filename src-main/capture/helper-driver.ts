// The driver of choice: every privilege is in a small program of its own (native/capture-helper).
import type { Problem } from '../ipc/message';
import { failure, success, type Adapter, type CaptureDriver, type FilterCheck, type Result } from './driver';
import { startHelperCapture } from './helper-capture';
import type { HelperPlace } from './helper-place';
import { exitProblem, reportedProblem } from './helper-problems';
import { runHelper } from './helper-process';
import { PROTOCOL, type HelperMessage, type MessageOf } from './helper-protocol';
import { refuseUnknown } from './known-adapters';
import { captureProblem } from './problems';
import { buildRemedy } from './remedies';

const LIST_MS = 15_000;
/** A name in a filter is looked up in the DNS. */
const CHECK_MS = 6_000;
/** as the helper has it, in bytes */
const MAX_FILTER = 8192;

export interface HelperVersion {
  version: string;
  libpcap: string;
}
export interface HelperDriver extends CaptureDriver {
  readonly place: HelperPlace;
  /** Starts the helper only to see that it runs. */
  version(): Promise<Result<HelperVersion>>;
}

/** `env`: environment of the helper, for tests. */
export function helperDriver(place: HelperPlace, env?: NodeJS.ProcessEnv): HelperDriver {
  const ask = (args: string[], timeoutMs: number, signal?: AbortSignal): Promise<Result<HelperMessage[]>> =>
    askHelper(place, args, timeoutMs, signal, env);
  return {
    id: 'helper',
    limits: [],
    place,
    async version() {
      const answer = await ask(['version'], LIST_MS);
      if (!answer.ok) return answer;
      const hello = answer.value.find((message) => message.type === 'hello');
      if (!hello) return failure(captureProblem('helper-garbled', { detail: 'no greeting' }));
      return success({ version: hello.version, libpcap: hello.libpcap });
    },
    async list() {
      const answer = await ask(['list'], LIST_MS);
      if (!answer.ok) return answer;
      return success(answer.value.filter(isAdapter).map((m) => adapterOf(place, m)));
    },
    async checkFilter(filter, dlt, signal) {
      const refused = refuseFilter(filter);
      if (refused) return refused;
      const linkType = dlt == null ? [] : ['--link-type', String(dlt)];
      const answer = await ask(['check', '--filter', filter, ...linkType], CHECK_MS, signal);
      if (!answer.ok) return { kind: 'unchecked', problem: answer.problem };
      const found = answer.value.find((message) => message.type === 'filter');
      if (!found) return { kind: 'unchecked', problem: captureProblem('helper-garbled', { detail: 'no answer' }) };
      return checkOf(filter, found);
    },
    async start(options, onEvent = () => {}) {
      // the helper looks for itself as well: it cannot know who hands it a name
      const listed = await ask(['list', '--no-link-types'], LIST_MS);
      if (!listed.ok) return listed;
      const unknown = refuseUnknown(options.devices, listed.value.filter(isAdapter));
      return unknown ? failure(unknown) : startHelperCapture(place, options, onEvent, env);
    },
  };
}

const isAdapter = (message: HelperMessage): message is MessageOf<'adapter'> => message.type === 'adapter';

/** One run to its end; all its messages, or why there are none. */
async function askHelper(
  place: HelperPlace,
  args: string[],
  timeoutMs: number,
  signal: AbortSignal | undefined,
  env: NodeJS.ProcessEnv | undefined,
): Promise<Result<HelperMessage[]>> {
  const forgotten = captureProblem('helper-silent', { file: place.file });
  if (signal?.aborted) return failure(forgotten);
  const messages: HelperMessage[] = [];
  const run = runHelper(place.file, args, (message) => messages.push(message), env);
  const timer = setTimeout(() => run.giveUp(), timeoutMs);
  const abort = (): void => run.giveUp();
  signal?.addEventListener('abort', abort);
  const exit = await run.exited;
  clearTimeout(timer);
  signal?.removeEventListener('abort', abort);
  if (signal?.aborted) return failure(forgotten);
  const problem = failureIn(place, messages) ?? (exit.code === 0 ? null : exitProblem(place, exit));
  if (problem) return failure(problem);
  if (messages.at(-1)?.type !== 'done') return failure(exitProblem(place, exit));
  return success(messages);
}

function failureIn(place: HelperPlace, messages: HelperMessage[]): Problem | null {
  const hello = messages.find((message) => message.type === 'hello');
  if (hello && hello.protocol !== PROTOCOL) return captureProblem('helper-version', buildRemedy(place));
  const error = messages.find((message) => message.type === 'error');
  return error ? reportedProblem(place, error.kind, { detail: error.text }) : null;
}

function adapterOf(place: HelperPlace, message: MessageOf<'adapter'>): Adapter {
  const { name, linkTypesProblem } = message;
  return {
    name,
    description: message.description,
    addresses: message.addresses.map(({ address, prefix }) => ({ address, prefix: prefix ?? null })),
    moreAddresses: message.moreAddresses,
    mac: message.mac ?? null,
    hardware: message.hardware,
    network: message.network,
    loopback: message.loopback,
    up: message.up,
    running: message.running,
    wireless: message.wireless,
    connection: message.connection,
    linkTypes: message.linkTypes ?? null,
    dlt: message.dlt ?? null,
    problem: linkTypesProblem === undefined ? null : reportedProblem(place, linkTypesProblem, { device: name }),
  };
}

/** What cannot even be handed to libpcap. */
function refuseFilter(filter: string): FilterCheck | null {
  const zero = filter.indexOf('\0');
  if (zero >= 0) return { kind: 'mistake', text: 'a character that no filter can hold', at: zero, length: 1 };
  if (Buffer.byteLength(filter) <= MAX_FILTER) return null;
  return { kind: 'mistake', text: `longer than ${MAX_FILTER} bytes`, at: null, length: 0 };
}

function checkOf(filter: string, found: MessageOf<'filter'>): FilterCheck {
  if (found.ok) return { kind: 'ok' };
  const text = found.text ?? '';
  if (found.at === undefined) return { kind: 'mistake', text, at: null, length: 0 };
  // the helper counts bytes
  const bytes = Buffer.from(filter);
  const at = bytes.subarray(0, found.at).toString().length;
  const length = bytes.subarray(found.at, found.at + (found.length ?? 0)).toString().length;
  return { kind: 'mistake', text, at, length };
}
