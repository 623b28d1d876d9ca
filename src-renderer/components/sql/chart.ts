// A result as a picture: bars, a line or points of two of its columns, by uPlot.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { SqlCell } from '../../../src-main/ipc/contracts/sql-contract';
import type { SqlChart, SqlChartKind } from '../../../src-main/ipc/sql-questions';

/** Rows that are drawn. */
export const MOST_DRAWN = 10_000;

/** Columns whose cells are numbers or null, and some are. */
export const numberColumns = (columns: readonly string[], rows: readonly SqlCell[][]): string[] =>
  columns.filter(
    (_, i) => rows.some((row) => typeof row[i] === 'number') && rows.every((row) => typeof row[i] !== 'string'),
  );

/** What is drawn unless somebody chooses: the first column that names something, and the first number behind it. */
export function firstChart(columns: readonly string[], rows: readonly SqlCell[][]): SqlChart | null {
  const numbers = numberColumns(columns, rows);
  const x = columns.find((name) => !numbers.includes(name)) ?? numbers[0];
  const y = numbers.find((name) => name !== x) ?? numbers[0];
  return y === undefined ? null : { kind: 'bar', x, y };
}

interface Drawn {
  /** null: the places are 0, 1, 2 … and have names */
  names: string[] | null;
  x: number[];
  y: (number | null)[];
}

/** The points, in the order of `x` where that is a number. Bars stand beside each other by name. */
export function drawnOf(chart: SqlChart, columns: readonly string[], rows: readonly SqlCell[][]): Drawn {
  const [xAt, yAt] = [columns.indexOf(chart.x), columns.indexOf(chart.y)];
  const value = (cell: SqlCell | undefined): number | null => (typeof cell === 'number' ? cell : null);
  const isNumber = chart.kind !== 'bar' && numberColumns(columns, rows).includes(chart.x);
  if (!isNumber)
    return {
      names: rows.map((row) => String(row[xAt] ?? '–')),
      x: rows.map((_, i) => i),
      y: rows.map((row) => value(row[yAt])),
    };
  const points = rows.flatMap((row) => (typeof row[xAt] === 'number' ? [[row[xAt], value(row[yAt])] as const] : []));
  points.sort(([a], [b]) => a - b);
  return { names: null, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}

const NAME_LENGTH = 18;
const short = (name: string): string => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);

export class ChartPicture {
  readonly #plot: uPlot;
  readonly #element: HTMLElement;

  constructor(element: HTMLElement, chart: SqlChart, { names, x, y }: Drawn, number: (value: number) => string) {
    this.#element = element;
    const colour = (name: string) => (): string => getComputedStyle(element).getPropertyValue(name);
    const font = '12px system-ui, sans-serif';
    const axis = {
      stroke: colour('--text-2'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { stroke: colour('--line'), width: 1 },
      font,
      labelFont: font,
      labelSize: 20,
    };
    const nameAt = (at: number): string => (Number.isInteger(at) ? short(names?.[at] ?? '') : '');
    this.#plot = new uPlot(
      {
        ...sizeOf(element),
        legend: { show: false },
        scales: {
          x: { time: false, range: names ? [-0.6, Math.max(0.6, names.length - 0.4)] : undefined },
          y: { range: (_, least, most) => rangeOf(least, most) },
        },
        series: [{}, { label: chart.y, ...look(chart.kind, colour) }],
        axes: [
          {
            ...axis,
            label: chart.x,
            ...(names ? BY_NAME : {}),
            values: (_, at) => at.map((one) => (names ? nameAt(one) : number(one))),
          },
          { ...axis, label: chart.y, size: 80, values: (_, at) => at.map(number) },
        ],
        cursor: { drag: { x: true, y: false } },
      },
      [x, y],
      element,
    );
  }

  resize(): void {
    this.#plot.setSize(sizeOf(this.#element));
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

const sizeOf = (element: HTMLElement): { width: number; height: number } => ({
  width: Math.max(120, element.clientWidth),
  height: Math.max(100, element.clientHeight),
});

/** Marks of an axis with a name for each whole number. */
const BY_NAME: Partial<uPlot.Axis> = {
  incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
  grid: { show: false },
  space: 110,
};

/** From 0, because the length of a bar is what is seen of it. */
const rangeOf = (least: number | null, most: number | null): [number, number] => {
  const [from, to] = [Math.min(0, least ?? 0), Math.max(0, most ?? 1)];
  const room = (to - from || 1) * 0.05;
  return [from < 0 ? from - room : 0, to + room];
};

function look(kind: SqlChartKind, colour: (name: string) => () => string): Partial<uPlot.Series> {
  const stroke = colour('--kind-setup');
  if (kind === 'bar')
    return { stroke, fill: stroke, width: 0, points: { show: false }, paths: uPlot.paths.bars?.({ size: [0.7, 48] }) };
  if (kind === 'line') return { stroke, width: 1.5, points: { show: false } };
  return { stroke, width: 0, paths: () => null, points: { show: true, size: 6, fill: stroke, stroke } };
}
