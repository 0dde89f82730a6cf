import type { PageProps } from "../app/page.ts";
import { say, time } from "../app/settings.ts";
import { isOld } from "../frame/StatusBar.tsx";
import { Acknowledge, Known, Others } from "../glance/Alarms.tsx";
import { Leak, Quiet } from "../glance/Figures.tsx";
import { type Glance, glanceOf } from "../glance/index.ts";
import { Near } from "../glance/Near.tsx";
import { NextPanel, Where } from "../glance/Places.tsx";
import { Trend } from "../glance/Trend.tsx";
import type { Alarm, Estimate } from "../station/index.ts";

/** Is air being lost, how fast, how long does it last, where, what next, who knows. */
export function Now({ station }: PageProps) {
  const text = say.value;
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  const glance = glanceOf(station.alarms.value, station.newest.value, isOld(station), station.estimate.value);
  const isLeak = ["leak", "rapid", "suspected"].includes(glance.condition);
  return (
    <div class={`now ${glance.isStale ? "old" : ""}`}>
      <Head station={station} glance={glance} />
      <Near station={station} />
      {isLeak ? <Leak station={station} /> : <Quiet station={station} />}
      <div class="two">
        {isLeak && station.advice.value !== null && <NextPanel station={station} />}
        {isLeak && station.location.value !== null && <Where station={station} />}
      </div>
      {glance.alarm !== null && <Known station={station} alarm={glance.alarm} />}
      <Trend station={station} />
      {glance.others.length > 0 && <Others station={station} alarms={glance.others} />}
    </div>
  );
}

function Head({ station, glance }: PageProps & { glance: Glance }) {
  const text = say.value;
  const { condition, alarm } = glance;
  const age = (station.now.value - station.newest.value) / 1000;
  const isLeak = condition === "leak" || condition === "rapid";
  return (
    <header class={`head ${condition}`}>
      <h1>{text(`condition.${condition}`)}</h1>
      <p class="about">
        {isLeak ? text("now.since", { when: sinceOf(station.estimate.value, alarm) }) : text(`about.${condition}`)}
      </p>
      <p class={`age ${glance.isStale ? "stale" : ""}`}>
        {Number.isNaN(age)
          ? text("now.noData")
          : text(glance.isStale ? "now.silent" : "now.age", { span: time.value.span(age) })}
      </p>
      {alarm !== null && <Acknowledge station={station} alarm={alarm} />}
      <p class="aloud" role="alert">
        {condition === "quiet" || condition === "unheard" ? "" : text(`condition.${condition}`)}
      </p>
    </header>
  );
}

/** When it began: as estimated, and no later than it was told; what is estimated of a part that was shut off began later. */
function sinceOf(estimate: Estimate | null, alarm: Alarm | null): string {
  const told = alarm === null ? Number.POSITIVE_INFINITY : Date.parse(alarm.since);
  const began = estimate === null ? told : Math.min(told, Date.parse(estimate.time) - estimate.onset.value * 1000);
  return `${time.value.moment(began, false)} ${time.value.zone}`;
}
