import { effect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { format, theme, time } from "../app/settings.ts";
import { panned, type Table, type View, zoomed } from "./data.ts";
import type { PlotMark } from "./marks.ts";
import "uplot/dist/uPlot.min.css";

/** A line of the chart; its colour is one of the page's chart colours, by number. */
export interface PlotLine {
  readonly label: string;
  readonly colour: number;
  readonly dashed?: boolean;
  /** It is one side of a band: the next line is the other. */
  readonly band?: boolean;
}

interface PlotProps {
  readonly label: string;
  readonly unit: string;
  readonly lines: readonly PlotLine[];
  readonly table: Table;
  readonly marks: readonly PlotMark[];
  readonly view: View;
  /** (s) The station's time. */
  readonly now: number;
  readonly height: number;
  readonly onView: (view: View) => void;
}

const darkScheme = matchMedia("(prefers-color-scheme: dark)");
/** A colour of the page as a canvas takes it: what a variable holds may be one colour for light and one for dark. */
function colourOf(box: HTMLElement, name: string): string {
  box.style.color = `var(${name})`;
  const { color } = getComputedStyle(box);
  box.style.color = "";
  return color;
}
const faint = (rgb: string) => rgb.replace("rgb(", "rgba(").replace(")", ", 0.18)");
const font = "13px system-ui, sans-serif";

/** A chart in time: drag to move, Ctrl and wheel or the keys + and − to zoom, arrows to move, End for now. */
export function Plot({ label, unit, lines, table, marks, view, now, height, onView }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const latest = useRef({ view, now, marks, onView, dragged: false });
  latest.current = { ...latest.current, view, now, marks, onView };
  const shape = lines.map((line) => `${line.label} ${line.colour}`).join();
  const [colours, setColours] = useState(0);

  useEffect(() => {
    const change = () => setColours((n) => n + 1);
    darkScheme.addEventListener("change", change);
    const stop = effect(() => {
      void theme.value;
      change();
    });
    return () => {
      darkScheme.removeEventListener("change", change);
      stop();
    };
  }, []);

  useEffect(() => {
    const box = host.current!;
    // Read once, not with every picture: the page would be styled anew for each of them.
    const style = (name: string) => colourOf(box, name);
    const [bad, muted, panel, grid] = ["--bad", "--muted", "--panel", "--line"].map(style);
    const drawMarks = (u: uPlot) => {
      const { ctx, bbox } = u;
      ctx.save();
      ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
      ctx.textAlign = "left";
      const shown = latest.current.marks
        .map((mark) => ({ ...mark, x: u.valToPos(mark.time, "x", true) }))
        .filter(({ x }) => x >= bbox.left && x <= bbox.left + bbox.width);
      const colour = ({ isAlarm }: PlotMark) => (isAlarm ? bad : muted);
      for (const mark of shown) {
        ctx.strokeStyle = colour(mark);
        ctx.setLineDash(mark.isAlarm ? [] : [4 * devicePixelRatio, 4 * devicePixelRatio]);
        ctx.beginPath();
        ctx.moveTo(mark.x, bbox.top);
        ctx.lineTo(mark.x, bbox.top + bbox.height);
        ctx.stroke();
      }
      // Names lie over all lines.
      let free = Number.NEGATIVE_INFINITY;
      for (const mark of shown) {
        const width = ctx.measureText(mark.label).width;
        const left = Math.min(mark.x + 4 * devicePixelRatio, bbox.left + bbox.width - width);
        // A name that would lie over the one before is left to the log.
        if (left < free) continue;
        ctx.fillStyle = panel;
        ctx.fillRect(left - 2 * devicePixelRatio, bbox.top, width + 4 * devicePixelRatio, 17 * devicePixelRatio);
        ctx.fillStyle = colour(mark);
        ctx.fillText(mark.label, left, bbox.top + 13 * devicePixelRatio);
        free = left + width + 16 * devicePixelRatio;
      }
      ctx.restore();
    };
    const axis = {
      stroke: muted,
      grid: { stroke: grid, width: 1 },
      ticks: { stroke: grid, width: 1 },
      font,
    };
    const made = new uPlot(
      {
        width: Math.max(200, box.clientWidth),
        height,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 6 } },
        scales: { x: { time: true, range: () => [latest.current.view.from, latest.current.view.to] } },
        axes: [
          { ...axis, space: 90, values: (_u, ticks) => ticks.map((tick, i) => timeLabel(tick, ticks[i - 1])) },
          { ...axis, size: 62, values: (_u, ticks) => ticks.map((tick) => format.value.local(tick)) },
        ],
        series: [
          {},
          ...lines.map(({ label: name, colour, dashed, band }) => ({
            label: name,
            stroke: band === undefined ? style(`--chart-${colour}`) : "transparent",
            width: dashed ? 2.5 : 1.6,
            spanGaps: true,
            points: { show: false },
            ...(dashed && { dash: [8, 5] }),
          })),
        ],
        bands: lines.flatMap(({ band, colour }, i) =>
          band ? [{ series: [i + 2, i + 1] as [number, number], fill: faint(style(`--chart-${colour}`)) }] : [],
        ),
        hooks: { draw: [drawMarks] },
      },
      table,
      box,
    );
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: Math.max(200, box.clientWidth), height }));
    resize.observe(box);
    const stop = addGestures(made, latest);
    return () => {
      stop();
      resize.disconnect();
      made.destroy();
      plot.current = null;
    };
    // The chart is made anew when its lines or colours change, and is only given new data otherwise.
  }, [shape, height, colours]);

  useEffect(() => {
    plot.current?.setData(table, true);
  }, [table, view.from, view.to, marks]);

  const onKey = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => View>> = {
      ArrowLeft: () => panned(view, -0.25, now),
      ArrowRight: () => panned(view, 0.25, now),
      "+": () => zoomed(view, 0.5),
      "=": () => zoomed(view, 0.5),
      "-": () => zoomed(view, 2),
      End: () => panned(view, Number.MAX_SAFE_INTEGER, now),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    onView(move());
  };
  return (
    <section class="plot" aria-label={label}>
      <h2>
        {label} <span class="muted unit">{unit}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is moved by the pointer is moved by keys too */}
      <div class="canvas" ref={host} tabIndex={0} role="application" aria-label={label} onKeyDown={onKey} />
    </section>
  );
}

/** Days are said where they change. */
function timeLabel(tick: number, before: number | undefined): string {
  const clock = time.value.clock(tick * 1000, tick % 60 !== 0);
  const day = time.value.day(tick * 1000);
  return before !== undefined && time.value.day(before * 1000) === day ? clock : `${clock}\n${day}`;
}

type Latest = { current: { view: View; now: number; onView: (view: View) => void } };

/** Drag to move, Ctrl and wheel to zoom, a double click to see now. */
function addGestures(plot: uPlot, latest: Latest): () => void {
  const { over } = plot;
  let from: { x: number; view: View } | null = null;
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, view: latest.current.view };
    over.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (from === null || Math.abs(event.clientX - from.x) < 3) return;
    const { now, onView } = latest.current;
    onView(panned(from.view, (from.x - event.clientX) / over.clientWidth, now));
  };
  const up = () => {
    from = null;
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    latest.current.onView(zoomed(latest.current.view, event.deltaY > 0 ? 1.25 : 0.8));
  };
  const double = () => latest.current.onView(panned(latest.current.view, Number.MAX_SAFE_INTEGER, latest.current.now));
  over.addEventListener("pointerdown", down);
  over.addEventListener("pointermove", move);
  over.addEventListener("pointerup", up);
  over.addEventListener("pointercancel", up);
  over.addEventListener("wheel", wheel, { passive: false });
  over.addEventListener("dblclick", double);
  return () => {
    over.removeEventListener("pointerdown", down);
    over.removeEventListener("pointermove", move);
    over.removeEventListener("pointerup", up);
    over.removeEventListener("pointercancel", up);
    over.removeEventListener("wheel", wheel);
    over.removeEventListener("dblclick", double);
  };
}
