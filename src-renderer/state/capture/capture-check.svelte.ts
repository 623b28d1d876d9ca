// The capture check: its findings come one by one.
import type { CaptureFinding } from '../../../src-main/ipc/contracts/capture-contract';
import type { Parts } from '../parts';

/** in the order in which they are looked at */
export const STEPS = ['helper', 'libpcap', 'adapters', 'permission', 'loopback', 'cap'] as const;

export class CaptureCheck {
  readonly #with: Pick<Parts, 'shell'>;

  findings = $state.raw<readonly CaptureFinding[]>([]);
  running = $state(false);
  readonly worst = $derived<'ok' | 'warning' | 'failed' | null>(this.#worst());

  constructor(parts: Pick<Parts, 'shell'>) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.shell.on('captureFinding', (finding) => {
      if (this.running) this.findings = [...this.findings.filter((one) => one.id !== finding.id), finding];
    });
  }

  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.findings = [];
    try {
      this.findings = await this.#with.shell.request('checkCapture', {});
    } finally {
      this.running = false;
    }
  }

  /** The second driver is a way out, not a need: without it captures work as well. */
  #worst(): 'ok' | 'warning' | 'failed' | null {
    if (this.running || this.findings.length === 0) return null;
    const needed = this.findings.filter((one) => one.id !== 'cap');
    if (needed.some((one) => one.state === 'failed')) return 'failed';
    return needed.some((one) => one.state === 'warning') ? 'warning' : 'ok';
  }
}
