import { useMemo } from "preact/hooks";
import { pressureUnit, say } from "../app/settings.ts";
import type { Estimate } from "../station/index.ts";
import { convert } from "../units/index.ts";
import { tableOf, type View } from "./data.ts";
import type { PlotMark } from "./marks.ts";
import { Plot, type PlotLine } from "./Plot.tsx";

interface RateChartProps {
  readonly estimates: readonly Estimate[];
  readonly view: View;
  readonly now: number;
  readonly marks: readonly PlotMark[];
  readonly onView: (view: View) => void;
}

/** The rate of the leak as it was estimated, with its interval. */
export function RateChart({ estimates, view, now, marks, onView }: RateChartProps) {
  const text = say.value;
  const unit = `${pressureUnit.value}/h`;
  const table = useMemo(() => {
    const x = estimates.map(({ time: at }) => Date.parse(at) / 1000);
    const line = (pick: (one: Estimate) => number) => ({
      x,
      y: estimates.map((one) => convert("pressureRate", pick(one), one.dpdt.unit, unit)),
    });
    return tableOf([
      line(({ dpdt }) => dpdt.value),
      line(({ dpdt }) => dpdt.low ?? dpdt.value),
      line(({ dpdt }) => dpdt.high ?? dpdt.value),
    ]);
  }, [estimates, unit]);
  const lines: PlotLine[] = [
    { label: text("now.rate"), colour: 0 },
    { label: "low", colour: 0, band: true },
    { label: "high", colour: 0, band: false },
  ];
  return (
    <div class="panel">
      <Plot
        label={text("charts.rate")}
        unit={text(`unit.${pressureUnit.value}/h`)}
        lines={lines}
        table={table}
        marks={marks}
        view={view}
        now={now}
        height={200}
        onView={onView}
      />
    </div>
  );
}
