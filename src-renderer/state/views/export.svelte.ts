// What is exported: what the dialog has been asked for, and how far the export is that runs.
import type {
  ExportedTable,
  ExportStatus,
  ExportWanted,
  TableScope,
} from '../../../src-main/ipc/contracts/export-contract';
import type { Parts } from '../parts';

/** What the dialog begins with; `flows`: FlowRow.id of what was right-clicked. */
export type ExportAsked =
  | { what: 'packets'; scope: 'all' | 'displayed' | 'frames' | 'flows'; flows: readonly number[] }
  | { what: 'table'; table: ExportedTable; scope: TableScope['by'] }
  | { what: 'objects' }
  /** the result of a statement, by its number */
  | { what: 'sql'; result: number };

export class ExportState {
  /** null: no dialog */
  asked = $state.raw<ExportAsked | null>(null);
  /** of the export that runs or that ended last since the dialog was opened; null: none */
  status = $state.raw<ExportStatus | null>(null);
  readonly #with: Pick<Parts, 'engine' | 'shell' | 'session'>;

  constructor(parts: Pick<Parts, 'engine' | 'shell' | 'session'>) {
    this.#with = parts;
    parts.engine.on('export', (status) => (this.status = status));
    parts.engine.onConnect(() => {
      this.asked = null;
      this.status = null;
    });
  }

  get running(): boolean {
    return this.status !== null && this.status.end === null;
  }

  /** Opens the dialog; what still runs is shown instead. */
  open(asked: ExportAsked): void {
    if (!this.running) this.status = null;
    this.asked = asked;
  }

  /** Packets or rows that it would be; null: nobody knows any more. */
  async count(wanted: ExportWanted, signal: AbortSignal): Promise<number | null> {
    try {
      return (await this.#with.engine.request('exportCount', { wanted }, signal)).items;
    } catch (error) {
      if (!signal.aborted) this.#with.session.report(error);
      return null;
    }
  }

  /** Asks where it goes, and begins. */
  async start(name: string, wanted: ExportWanted): Promise<void> {
    await this.#with.shell
      .request('exportCapture', { name, wanted })
      .catch((error: unknown) => this.#with.session.report(error));
  }

  async cancel(): Promise<void> {
    await this.#with.engine.request('cancelExport', {}).catch((error: unknown) => this.#with.session.report(error));
  }
}
