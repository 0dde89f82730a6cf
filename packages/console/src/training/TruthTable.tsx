import { format, say, time } from "../app/settings.ts";
import { glanceOf } from "../glance/index.ts";
import { moduleName, type ShownStation } from "../station/index.ts";
import type { TruthState } from "./types.ts";

/** What really is, beside what the program says: for an instructor's eyes alone. */
export function TruthTable({ station, state }: { station: ShownStation; state: TruthState }) {
  const text = say.value;
  const f = format.value;
  const whole = station.whole.value!;
  const { condition } = glanceOf(station.alarms.value, station.newest.value, false, station.estimate.value);
  const isTold = condition === "leak" || condition === "rapid";
  const estimate = isTold ? station.estimate.value : null;
  const location = isTold ? station.location.value : null;
  const withUnit = ({ number, unit }: { number: string; unit: string }) => `${number} ${unit}`;
  const names = (modules: readonly string[]) => modules.map((id) => moduleName(whole, id)).join(", ");
  const likely = Object.entries(location?.probability ?? {}).toSorted(([, a], [, b]) => b - a)[0];
  const none = text("truth.no");
  const rows: readonly (readonly [what: string, truth: string, program: string])[] = [
    [
      text("truth.leak"),
      text(state.tight ? "truth.no" : "truth.yes"),
      isTold ? text("truth.yes") : condition === "suspected" ? text("truth.suspected") : none,
    ],
    [
      text("now.rate"),
      withUnit(f.pressureRate({ value: state.dpdt_mmHg_per_h, unit: "mmHg/h" })),
      estimate === null ? "" : withUnit(f.pressureRate(estimate.dpdt)),
    ],
    [
      text("now.hole"),
      `${f.significant(state.area_mm2, 3)} ${text("unit.mm2")}`,
      estimate === null ? "" : `${f.significant(estimate.area.value, 3)} ${text("unit.mm2")}`,
    ],
    [
      text("truth.module"),
      names(state.leaks.map(({ module }) => module)),
      likely === undefined ? text("truth.notLocated") : `${names([likely[0]])}, ${f.percent(likely[1])}`,
    ],
    [
      text("now.reserve"),
      state.reserve_h === null ? "" : time.value.span(state.reserve_h * 3600),
      estimate?.reserve ? time.value.span(estimate.reserve.value * 3600) : "",
    ],
  ];
  return (
    <section class="panel" aria-labelledby="training-truth">
      <h2 id="training-truth">{text("truth.title")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than a phone is moved by keys too */}
      <div class="wide" tabIndex={0} role="group" aria-labelledby="training-truth">
        <table class="truth">
          <thead>
            <tr>
              <th scope="col">{text("truth.what")}</th>
              <th scope="col">{text("truth.truth")}</th>
              <th scope="col">{text("truth.program")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([what, truth, program]) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{truth}</td>
                <td>{program}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
