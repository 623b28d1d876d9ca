// Asks both sides for every filter on every capture and adds up what came out.
import { join } from 'node:path';
import type { CaptureDocument } from '../../../src-main/engine/document/document';
import { readCapture } from './capture';
import { Cells } from './cells';
import { difference, type FilterDifference } from './compare';
import { Dice } from './dice';
import { explain, type Explanation } from './explain';
import { FilterMaker } from './generate';
import { OurFilters } from './ours';
import { settingsFolder, tsharkKnows } from './settings';
import { Sharkd, tsharkFilter, type Answer } from './sharkd';
import { TABLE } from './table';
import { collectValues, comparableFields } from './values';

export interface RunOptions {
  version: string;
  seed: number;
  /** generated filters for each capture, beside those for every field */
  count: number;
  /** filters of the table for each capture; Infinity: all */
  table: number;
  /** one filter for each field, and two comparisons */
  everyField: boolean;
  /** filters for each capture that tshark -Y is asked for, too */
  sample: number;
}

export type ExplainedDifference = FilterDifference & Explanation;

export interface RunResult {
  captures: number;
  frames: number;
  /** filters times captures */
  compared: number;
  filters: Set<string>;
  equal: number;
  bothReject: number;
  /** of the equal ones: some packets, but not all */
  telling: Set<string>;
  differences: ExplainedDifference[];
  /** asked of tshark -Y as well, and how often it said something else than sharkd */
  sampled: number;
  disagreeing: string[];
}

export const emptyResult = (): RunResult => ({
  captures: 0,
  frames: 0,
  compared: 0,
  filters: new Set(),
  equal: 0,
  bothReject: 0,
  telling: new Set(),
  differences: [],
  sampled: 0,
  disagreeing: [],
});

/** Frames times filters for a capture: a larger one gets fewer filters. */
const BUDGET = 3_000_000;

const same = (a: Answer, b: { kind: string; packets?: number[] }): boolean =>
  a.kind === b.kind && (a.kind !== 'packets' || JSON.stringify(a.packets) === JSON.stringify(b.packets));

export class FilterOracle {
  private readonly knows = tsharkKnows();
  private readonly names = new Set(this.knows.types.keys());
  private readonly settings = settingsFolder(this.knows);
  private readonly fields = comparableFields(this.knows.types);
  private readonly dice: Dice;

  constructor(private readonly options: RunOptions) {
    this.dice = new Dice(options.seed);
  }

  private filtersFor(document: CaptureDocument): string[] {
    const { count, table, everyField } = this.options;
    const maker = new FilterMaker(collectValues(document, this.fields), this.dice);
    const all = Object.values(TABLE).flat();
    const chosen = table >= all.length ? all : Array.from({ length: table }, () => this.dice.pick(all));
    const made = Array.from({ length: count }, () => maker.filter());
    const filters = [...new Set([...chosen, ...made, ...(everyField ? maker.everyField() : [])])];
    return filters.slice(0, Math.max(20, Math.floor(BUDGET / Math.max(1, document.frames))));
  }

  /** Compares one capture and adds to `result`. `paths`: relative to `folder`. */
  async capture(folder: string, file: string, result: RunResult): Promise<void> {
    const path = join(folder, file);
    const document = await readCapture(path);
    if (!document) return;
    const sharkd = new Sharkd(path, this.settings);
    try {
      if (document.frames === 0 || !(await sharkd.loads())) return;
      const everything = await sharkd.filter('');
      // files that the two read differently are the business of frames.test.ts
      if (everything.kind !== 'packets' || everything.packets.length !== document.frames) return;
      await this.compare(file, path, document, sharkd, result);
      result.captures++;
      result.frames += document.frames;
    } finally {
      sharkd.close();
      document.close();
    }
  }

  private async compare(
    file: string,
    path: string,
    document: CaptureDocument,
    sharkd: Sharkd,
    result: RunResult,
  ): Promise<void> {
    const ours = new OurFilters(document);
    const cells = new Cells(path, document, this.options.version, this.settings, this.names);
    const filters = this.filtersFor(document);
    for (const filter of filters) {
      const theirs = await sharkd.filter(filter);
      const mine = ours.filter(filter);
      const found = difference(file, filter, mine, theirs);
      result.compared++;
      result.filters.add(filter);
      if (found) {
        const fields = mine.kind === 'packets' ? mine.fields : [];
        result.differences.push({ ...found, ...(await explain(found, fields, cells, this.names)) });
      } else if (theirs.kind === 'packets') {
        result.equal++;
        if (theirs.packets.length > 0 && theirs.packets.length < document.frames) result.telling.add(filter);
      } else result.bothReject++;
    }
    for (let n = Math.min(this.options.sample, filters.length); n > 0; n--) {
      const filter = this.dice.pick(filters);
      const answer = await tsharkFilter(path, this.options.version, this.settings, filter);
      result.sampled++;
      if (!same(await sharkd.filter(filter), answer)) result.disagreeing.push(`${file}: ${filter}`);
    }
  }
}

export const unexplained = (result: RunResult): ExplainedDifference[] =>
  result.differences.filter((d) => d.reason === null);

export const differenceText = (d: ExplainedDifference): string =>
  `${d.file}: ${d.filter}\n    ours   ${d.ours}\n    tshark ${d.theirs}${d.detail === '' ? '' : `\n    ${d.detail}`}`;
