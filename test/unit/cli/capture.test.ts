// The options of `synscope capture`, as far as no adapter is opened.
import { expect, test } from 'vitest';
import { captureFailure } from '../../../src-main/cli/capture';
import { CommandContext, CommandFailure } from '../../../src-main/cli/context';
import { captureOptionsOf, type CaptureCommandOptions } from '../../../src-main/cli/capture-options';
import { cli, Sink } from './run-cli';

const context = new CommandContext('en', { stdout: new Sink(), stderr: new Sink() });
const given = (options: Partial<CaptureCommandOptions>): CaptureCommandOptions => ({
  interface: ['lo'],
  autostop: [],
  ringBuffer: [],
  promiscuousMode: true,
  write: '/tmp/x.pcapng',
  ...options,
});

test('options mean what they mean to tshark', () => {
  expect(captureOptionsOf(context, given({}))).toEqual({
    devices: ['lo'],
    file: '/tmp/x.pcapng',
    filter: '',
    promiscuous: true,
    snaplen: undefined,
    bufferKib: undefined,
    stopAfter: { packets: undefined, seconds: undefined, bytes: undefined },
  });
  const all = given({
    interface: ['lo', 'eth0'],
    filter: 'tcp',
    snapshotLength: '96',
    count: '7',
    bufferSize: '2',
    promiscuousMode: false,
    autostop: ['duration:3', 'filesize:100', 'packets:9'],
    ringBuffer: ['duration:60', 'filesize:1000', 'files:4'],
  });
  expect(captureOptionsOf(context, all)).toEqual({
    devices: ['lo', 'eth0'],
    file: '/tmp/x.pcapng',
    filter: 'tcp',
    promiscuous: false,
    snaplen: 96,
    bufferKib: 2048,
    stopAfter: { packets: 7, seconds: 3, bytes: 100_000 },
    files: { seconds: 60, bytes: 1_000_000, keep: 4 },
  });
});

test.each<[filter: string, lines: string[]]>([
  [
    'tcp.port eq 80',
    [
      'This is a display filter. Capture filters have a language of their own (BPF).',
      "Did you mean: -f 'tcp port 80'",
      expect.stringContaining('outermost') as string,
    ],
  ],
  ['tcp.pdu.size', []],
  ['nonsense here', []],
])('a display filter given as capture filter: %s', (filter, lines) => {
  const problem = { kind: 'x', message: { key: 'capture.problem.filter', args: { detail: 'syntax error' } } } as const;
  expect(captureFailure(context, problem, filter)).toMatchObject({
    message: 'The capture filter is invalid: syntax error.',
    more: lines,
  });
});

test.each<[Partial<CaptureCommandOptions>, string]>([
  [{ interface: [] }, 'no adapter given'],
  [{ write: undefined }, 'no output file given'],
  [{ write: '-' }, 'cannot go to standard output'],
  [{ count: '0' }, '-c 0 is not valid'],
  [{ count: '1e3' }, '-c 1e3 is not valid'],
  [{ autostop: ['hours:1'] }, '-a hours:1 is not valid: use duration, filesize, packets'],
  [{ autostop: ['duration'] }, '-a duration:  is not valid'],
  [{ ringBuffer: ['packets:3'] }, '-b packets:3 is not valid: use duration, filesize, files'],
  [{ ringBuffer: ['files:3'] }, 'add -b filesize:KB or -b duration:SECONDS'],
])('%j is refused', (options, words) => {
  let failure: unknown;
  try {
    captureOptionsOf(context, given(options));
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(CommandFailure);
  expect(failure).toMatchObject({ exitCode: 2, message: expect.stringContaining(words) as string });
});

test('bad usage ends with 2', async () => {
  expect(await cli('capture', '-w', '/tmp/x.pcapng')).toMatchObject({ code: 2, out: '' });
  expect(await cli('capture', '-i', 'lo', '--nonsense')).toMatchObject({ code: 2, out: '' });
});
