// Which driver captures here: the helper; where there is none, the package cap.
import { failure, success, type Adapter, type CaptureDriver, type Result } from './driver';
import type { HelperDriver } from './helper-driver';
import { isProblem } from './problems';

export class DriverChoice {
  constructor(
    readonly helper: HelperDriver,
    readonly cap: CaptureDriver,
  ) {}

  /** The driver, and the adapters it sees. What is wrong with the helper counts, unless it is not there and cap is. */
  async list(): Promise<Result<{ driver: CaptureDriver; adapters: Adapter[] }>> {
    const first = await this.helper.list();
    if (first.ok) return success({ driver: this.helper, adapters: first.value });
    if (!isProblem(first.problem, 'no-helper')) return first;
    const second = await this.cap.list();
    return second.ok ? success({ driver: this.cap, adapters: second.value }) : failure(first.problem);
  }

  /** The driver for a capture that starts now. */
  async choose(): Promise<CaptureDriver> {
    const version = await this.helper.version();
    if (version.ok || !isProblem(version.problem, 'no-helper')) return this.helper;
    return (await this.cap.list()).ok ? this.cap : this.helper;
  }
}
