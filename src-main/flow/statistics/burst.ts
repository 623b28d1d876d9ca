// The densest tenth of a second: the most packets that fall into 20 steps of 5 ms, as Wireshark's statistics count bursts. Times are ms
// since the first packet of the capture.

const STEP_MS = 5;
const STEPS = 20;

interface Step {
  readonly number: number;
  count: number;
  /** of its earliest packet */
  startMs: number;
}

export class Burst {
  /** packets in the densest stretch so far, and when that began */
  most = 0;
  startMs = 0;
  /** those of the stretch that is looked at, rising: never more than STEPS */
  readonly #steps: Step[] = [{ number: 0, count: 0, startMs: 0 }];
  #sum = 0;

  /** packets a millisecond in the densest stretch */
  get perMs(): number {
    return this.most / (STEP_MS * STEPS);
  }

  add(ms: number): void {
    if (!this.#put(Math.floor(ms / STEP_MS), ms)) return;
    this.#sum++;
    while (this.#steps[0].number + STEPS <= this.#steps[this.#steps.length - 1].number)
      this.#sum -= this.#steps.shift()?.count ?? 0;
    if (this.#sum <= this.most) return;
    this.most = this.#sum;
    this.startMs = this.#steps[0].startMs;
  }

  /** False: the packet is earlier than the whole stretch. */
  #put(number: number, ms: number): boolean {
    const steps = this.#steps;
    let at = steps.length - 1;
    while (at >= 0 && steps[at].number > number) at--;
    if (at >= 0 && steps[at].number === number) {
      steps[at].count++;
      steps[at].startMs = Math.min(steps[at].startMs, ms);
      return true;
    }
    if (at < 0 && number + STEPS <= steps[steps.length - 1].number) return false;
    steps.splice(at + 1, 0, { number, count: 1, startMs: ms });
    return true;
  }
}
