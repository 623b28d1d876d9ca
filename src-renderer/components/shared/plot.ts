// The picture of a graph on the screen: uPlot gives axes, cursor and the part that is drawn with the pointer, the lines are ours.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { linePath, toX, toY, type Frame } from '../../../src-main/draw/graph-paths';
import { momentText, type Range } from '../../../src-main/draw/graph-scale';
import type { GraphLine } from '../../../src-main/ipc/contracts/graph-contract';

/** A line of a graph: what it stands for is its owner's to know. */
export interface PlotLine extends Omit<GraphLine, 'role'> {
  /** what its owner knows it by */
  id: string;
  /** custom property of the theme */
  colour: string;
  /** of its stroke, px */
  width: number;
}

export interface Drawn {
  lines: readonly PlotLine[];
  x: Range;
  y: Range;
  /** what stands beside a mark of the upright axis */
  value: (value: number) => string;
  /** what stands beside the axes */
  across: string;
  upright: string;
  /** frame.number of the selected packet */
  selected: number;
}

interface Events {
  /** a part was drawn with the pointer, in seconds */
  onzoom: (from: number, to: number) => void;
}

/** Room for the words beside the upright axis. */
const UPRIGHT = 86;

export class Plot {
  readonly #plot: uPlot;
  #drawn: Drawn;
  readonly #element: HTMLElement;

  constructor(element: HTMLElement, drawn: Drawn, { onzoom }: Events) {
    this.#element = element;
    this.#drawn = drawn;
    const axis = { stroke: () => this.#colour('--text-2'), font: '12px system-ui, sans-serif' };
    const label = { labelFont: '12px system-ui, sans-serif', labelSize: 20 };
    const grid = { stroke: () => this.#colour('--line'), width: 1 };
    this.#plot = new uPlot(
      {
        width: Math.max(100, element.clientWidth),
        height: Math.max(80, element.clientHeight),
        legend: { show: false },
        scales: {
          x: { time: false, range: () => [...this.#drawn.x] },
          y: { range: () => [...this.#drawn.y] },
        },
        series: [{}, { show: true, points: { show: false }, paths: () => null }],
        axes: [
          {
            ...axis,
            ...label,
            label: () => this.#drawn.across,
            grid,
            ticks: grid,
            values: (_, at) => at.map((value) => momentText(value, at.length > 1 ? at[1] - at[0] : 0)),
          },
          {
            ...axis,
            grid,
            ticks: grid,
            ...label,
            label: () => this.#drawn.upright,
            size: UPRIGHT,
            values: (_, at) => at.map((value) => this.#drawn.value(value)),
          },
        ],
        cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false } },
        hooks: {
          draw: [() => this.#lines()],
          setSelect: [
            (plot) => {
              const { left, width } = plot.select;
              if (width < 4) return;
              onzoom(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
              plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
        },
      },
      this.#extent(),
      element,
    );
  }

  /** Draws something else, or the same again in other colours. */
  set(drawn: Drawn): void {
    this.#drawn = drawn;
    this.#plot.setData(this.#extent());
  }

  resize(): void {
    this.#plot.setSize({
      width: Math.max(100, this.#element.clientWidth),
      height: Math.max(80, this.#element.clientHeight),
    });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  /** What the pointer moves over. */
  get over(): HTMLElement {
    return this.#plot.over;
  }

  /** Moment under a px of `over`, seconds. */
  moment(left: number): number {
    return this.#plot.posToVal(left, 'x');
  }

  /** The plotting area in px of `over`. */
  get frame(): Frame {
    const { clientWidth: width, clientHeight: height } = this.#plot.over;
    return { left: 0, top: 0, width, height, x: this.#drawn.x, y: this.#drawn.y };
  }

  #extent(): uPlot.AlignedData {
    return [[...this.#drawn.x], [null, null]];
  }

  #colour(property: string): string {
    return getComputedStyle(this.#element).getPropertyValue(property);
  }

  #lines(): void {
    const { ctx, bbox } = this.#plot;
    const ratio = devicePixelRatio;
    const frame: Frame = { ...bbox, x: this.#drawn.x, y: this.#drawn.y };
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.lineCap = 'round';
    for (const line of this.#drawn.lines) {
      ctx.strokeStyle = this.#colour(line.colour);
      ctx.lineWidth = line.width * ratio;
      ctx.stroke(new Path2D(linePath(line, frame)));
    }
    ctx.restore();
    // uPlot remembers what it has set: everything is left as it was
    ctx.save();
    this.#selected(ctx, frame, ratio);
    ctx.restore();
  }

  /** A ring around each point of the selected packet. */
  #selected(ctx: CanvasRenderingContext2D, frame: Frame, ratio: number): void {
    const { lines, selected } = this.#drawn;
    if (selected === 0) return;
    ctx.strokeStyle = this.#colour('--text');
    ctx.lineWidth = 1.5 * ratio;
    for (const { x, y, frame: frames } of lines)
      for (let i = frames.indexOf(selected); i >= 0; i = frames.indexOf(selected, i + 1)) {
        const [left, top] = [toX(frame, x[i]), toY(frame, y[i])];
        // what held before the part that is looked at stands left of it
        if (left < frame.left || left > frame.left + frame.width) continue;
        ctx.beginPath();
        ctx.arc(left, top, 6 * ratio, 0, 2 * Math.PI);
        ctx.stroke();
      }
  }
}
