/** How rows reach the recording: at once, late, twice, or after a loss of signal; and with what clock. */
import { type Second, second } from "../../quantity/index.ts";
import { Random } from "../random.ts";
import type { Delivery, Gap } from "../scenario/index.ts";
import { type Row, stamp } from "./row.ts";

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly row: Row;
}

/**
 * The way of readings to the recording, with the gaps, delays, doubled rows and wrong clocks of `settings`; `seed` (an
 * integer) decides by chance. `send` takes readings in order of time, and rows come out in the order of their arrival.
 */
export class Downlink {
  private readonly settings: Delivery;
  private readonly late: Random;
  private readonly doubled: Random;
  private readonly clockSteps: Delivery["clock"][number][];
  private readonly gaps: { readonly gap: Gap; readonly sensors: ReadonlySet<string> }[] = [];
  /** Binary heap, the row that arrives first on top. */
  private readonly waiting: Waiting[] = [];
  private order = 0;

  constructor(settings: Delivery, seed: number) {
    this.settings = settings;
    this.late = new Random(seed, "delivery/late");
    this.doubled = new Random(seed, "delivery/doubled");
    for (const gap of settings.gaps) this.addGap(gap);
    this.clockSteps = [...settings.clock];
  }

  /** A loss of signal, now or later. */
  addGap(gap: Gap): void {
    this.gaps.push({ gap, sensors: new Set(gap.sensors) });
  }

  /** The clock is set, now or later. */
  addClockStep(step: Delivery["clock"][number]): void {
    this.clockSteps.push(step);
  }

  /** Takes a sensor's reading made at `time` (s) and puts what arrives with it into `out`. */
  send(time: number, sensor: string, value: string, out: Row[]): void {
    this.flush(time, out);
    const { late, doubled } = this.settings;
    const row: Row = { time: this.clock(time), parameter: sensor, value };
    const gap = this.gaps.find((g) => time >= g.gap.from && time < g.gap.until && g.sensors.has(sensor))?.gap;
    if (gap?.deliver === "never") return;
    const delay = late.chance > 0 && this.late.uniform() < late.chance ? late.upTo * this.late.uniform() : 0;
    const arrival = Math.max(time + delay, gap?.until ?? 0);
    if (arrival > time) this.wait(arrival, row);
    else out.push(row);
    if (doubled > 0 && this.doubled.uniform() < doubled) {
      if (arrival > time) this.wait(arrival, row);
      else out.push(row);
    }
  }

  /** Puts into `out` all that has arrived by `time` (s). */
  flush(time: number, out: Row[]): void {
    while (this.waiting.length > 0 && this.waiting[0].at <= time) out.push(this.next().row);
  }

  private clock(time: number): Second {
    if (this.clockSteps.length === 0) return stamp(time);
    let off = 0;
    for (const step of this.clockSteps) if (time >= step.at) off = step.by;
    return second(stamp(time + off));
  }

  private wait(at: number, row: Row): void {
    const heap = this.waiting;
    const item = { at, order: this.order++, row };
    let i = heap.push(item) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(item, heap[parent])) break;
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = item;
  }

  private next(): Waiting {
    const heap = this.waiting;
    const top = heap[0];
    const last = heap.pop() as Waiting;
    if (heap.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = last;
    return top;
  }
}

const before = (a: Waiting, b: Waiting) => a.at < b.at || (a.at === b.at && a.order < b.order);
