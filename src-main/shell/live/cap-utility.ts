// The process with the package cap, as a utility process of Electron.
import { utilityProcess } from 'electron';
import { LastWords, type CapFork } from '../../capture/cap/cap-fork';

/** ms in which the words that a process wrote before its end come through the pipe */
const WORDS_MS = 200;

/** `script`: out/main/cap-process.js; `from`: see `locateCap`. */
export function utilityCapFork(script: string, from?: string): CapFork {
  return (listener) => {
    const child = utilityProcess.fork(script, from === undefined ? [] : [from], {
      serviceName: 'Synscope capture',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const words = new LastWords();
    child.stderr?.on('data', (bytes: Buffer) => words.hear(bytes));
    child.on('message', (message: unknown) => listener.message(message));
    child.on('error', (type) => words.hear(Buffer.from(type))); // V8 gave up: `exit` follows
    child.on('exit', (code: number) => {
      setTimeout(() => listener.exited(words.with(`exit code ${code}`)), WORDS_MS);
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (order) => child.postMessage(order),
      kill() {
        // one that is still being started cannot be killed: then as soon as it runs
        if (!child.kill()) child.once('spawn', () => child.kill());
      },
    };
  };
}
