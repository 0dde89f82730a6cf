import type { PageProps } from "../app/page.ts";
import { format, say, time } from "../app/settings.ts";
import { levelOf, peopledVolume } from "../station/index.ts";
import type { Shown } from "../units/index.ts";
import { reserveLeft, shutIn } from "./summary.ts";

interface FigureProps {
  readonly label: string;
  readonly shown: Shown | null;
  readonly note?: string;
  readonly big?: boolean;
  readonly isStale?: boolean;
}

function Figure({ label, shown, note, big = false, isStale = false }: FigureProps) {
  return (
    <div class={`figure ${big ? "big" : ""} ${isStale ? "stale" : ""}`}>
      <dt>{label}</dt>
      <dd>
        <span class="number">{shown === null ? "--" : shown.number}</span>{" "}
        {shown !== null && <span class="unit">{shown.unit}</span>}
        {shown?.interval != null && (
          <span class="interval">{say.value("now.ninety", { interval: shown.interval })}</span>
        )}
        {note !== undefined && <span class="note">{note}</span>}
      </dd>
    </div>
  );
}

/** The air where most people are. */
function usePressure({ station }: PageProps, quantity: string) {
  const whole = station.whole.value!;
  const modules = peopledVolume(whole, station.hatches.value, station.crew.value);
  const isStale = (at: number, period: number) => station.clock.isStale(at, period, station.tick.value);
  return levelOf(whole, quantity, modules, station.readings.value, isStale);
}

function PressureFigure({ station, quantity }: PageProps & { quantity: "pressure" | "ppO2" | "ppCO2" }) {
  const level = usePressure({ station }, quantity);
  const text = say.value;
  return (
    <Figure
      label={text(`now.${quantity}`)}
      shown={level === null ? null : format.value.pressure(level.mmHg, "mmHg")}
      isStale={level?.isStale ?? true}
      {...(level !== null && { note: text("now.sensors", { n: level.sensors.length }) })}
    />
  );
}

/** Of a leak: how long, how fast, how big. */
export function Leak({ station }: PageProps) {
  const text = say.value;
  const f = format.value;
  const estimate = station.estimate.value;
  if (estimate === null) {
    return (
      <dl class="figures">
        <PressureFigure station={station} quantity="pressure" />
      </dl>
    );
  }
  const left = reserveLeft(estimate, station.now.value);
  const area = f.area(estimate.area);
  const across = f.length(estimate.diameter);
  const rate = withUnit(f.massFlow(estimate.rate));
  const whole = station.whole.value!;
  const peopled = peopledVolume(whole, station.hatches.value, station.crew.value);
  const where = shutIn(estimate, peopled, whole, text);
  return (
    <dl class="figures">
      {left === null ? (
        <Figure
          label={text("now.reserve")}
          shown={{ number: text("now.unlimited"), unit: "", interval: null }}
          {...(where !== null && { note: text("now.notHere") })}
          big
        />
      ) : (
        <Figure
          big
          label={text("now.reserve")}
          shown={{
            number: time.value.countdown(left.value),
            unit: "",
            interval: f.interval(left.low, left.high, (s) => time.value.span(s)),
          }}
          note={text("now.toPressure", { to: withUnit(f.pressure(left.to_mmHg, "mmHg")) })}
        />
      )}
      <Figure
        label={text("now.rate")}
        shown={f.pressureRate(estimate.dpdt)}
        note={where === null ? rate : `${where}; ${rate}`}
      />
      <Figure
        label={text("now.hole")}
        shown={area}
        note={text("now.across", { mm: across.number, cd: f.significant(estimate.diameter.discharge_coefficient, 1) })}
      />
      <PressureFigure station={station} quantity="pressure" />
    </dl>
  );
}

/** Of a cabin that is tight: its air, and what would be noticed. */
export function Quiet({ station }: PageProps) {
  const text = say.value;
  const watch = station.others.value.find((one) => one.type === "watch");
  const within = watch !== undefined && "detectable" in watch ? watch.detectable : null;
  return (
    <>
      <dl class="figures">
        <PressureFigure station={station} quantity="pressure" />
        <PressureFigure station={station} quantity="ppO2" />
        <PressureFigure station={station} quantity="ppCO2" />
      </dl>
      {within !== null && within.within_6_h !== null && (
        <p class="promise">
          {text("now.promise", {
            rate: withUnit(format.value.pressureRate({ value: within.within_6_h, unit: within.unit })),
          })}
        </p>
      )}
    </>
  );
}

const withUnit = ({ number, unit }: Shown) => `${number} ${unit}`;
