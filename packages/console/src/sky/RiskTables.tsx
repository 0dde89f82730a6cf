import type { PageProps } from "../app/page.ts";
import { format, phraseReader, say } from "../app/settings.ts";
import { Wide } from "../parts/Wide.tsx";
import { moduleName, shipName } from "../station/index.ts";
import { phraseIn } from "../words/index.ts";
import type { Accuracy, Risk } from "./index.ts";
import { pnp } from "./write.ts";

/** So many times as long as there is one hole in. */
export const oneIn = (n: number): string => Number(n.toPrecision(2)).toLocaleString(document.documentElement.lang);

/** Every module, the most exposed first, and the ships. */
export function Modules({ station, risk }: PageProps & { risk: Risk }) {
  const text = say.value;
  const f = format.value;
  const whole = station.whole.value!;
  const rows = risk.modules.toSorted((a, b) => b.expected.value - a.expected.value);
  const hole = (n: number | null) => (n === null ? text("risk.none") : `1 : ${oneIn(n)}`);
  return (
    <section class="panel" aria-labelledby="risk-table">
      <h2 id="risk-table">{text("risk.table")}</h2>
      <Wide label={text("risk.table")}>
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{text("risk.module")}</th>
              <th scope="col">{text("risk.pnp")}</th>
              <th scope="col">{text("risk.hole")}</th>
              <th scope="col">{text("risk.meteoroids")}</th>
              <th scope="col">{text("risk.area")}</th>
              <th scope="col">{text("risk.shield")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.module}>
                <th scope="row">{moduleName(whole, one.module)}</th>
                <td>
                  {pnp(one.pnp.value)} <span class="muted">{`(${pnp(one.pnp.low)}–${pnp(one.pnp.high)})`}</span>
                </td>
                <td>{hole(one.one_in)}</td>
                <td>{f.percent(one.expected_meteoroid.value / one.expected.value)}</td>
                <td>{`${f.significant(one.area_m2)} ${text("unit.m2")}`}</td>
                <td class="free">{`${one.shield.map((kind) => text(`shield.${kind}` as "shield.whipple")).join(", ")}; ${text(`risk.from.${one.from}`)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {risk.vehicles.length > 0 && (
        <>
          <h3>{text("risk.vehicles")}</h3>
          <ul class="facts-list">
            {risk.vehicles.map((one) => (
              <li key={one.vehicle}>
                <strong>{shipName(one.vehicle)}</strong> {pnp(one.pnp.value)}{" "}
                <span class="muted">{`(${pnp(one.pnp.low)}–${pnp(one.pnp.high)})`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** How often the equation of each kind of shield was right about real shots. */
export function Shots({ accuracy }: { accuracy: readonly Accuracy[] }) {
  const text = say.value;
  const share = (x: number) => format.value.significant(100 * x, 3);
  const kind = (shield: string) => text(`shield.${shield}` as "shield.whipple");
  const borrowed = accuracy.filter(({ shots_at }) => shots_at !== "this kind");
  const said = ({ shots, right, unsafe }: Accuracy, shield: string) =>
    text("risk.shots", { shield, shots, right: share(right), unsafe: share(unsafe) });
  return (
    <ul class="facts-list">
      {accuracy
        .filter((one) => !borrowed.includes(one))
        .map((one) => (
          <li key={one.shield}>{said(one, kind(one.shield))}</li>
        ))}
      {borrowed.length > 0 && (
        <li>
          {`${said(borrowed[0], borrowed.map(({ shield }) => kind(shield)).join(", "))} ${text("risk.shotsOther")}`}
        </li>
      )}
    </ul>
  );
}

/** What the figures rest on. */
export function Trust({ risk }: { risk: Risk }) {
  const text = say.value;
  const f = format.value;
  return (
    <section class="panel" aria-labelledby="risk-trust">
      <h2 id="risk-trust">{text("risk.trust")}</h2>
      <p>{text("risk.assumed")}</p>
      <ul class="facts-list">
        {risk.flux.map(({ population, says, low, high }) => (
          <li key={population}>
            {text("risk.source", {
              population: text(`population.${population}` as "population.debris"),
              source: phraseIn(phraseReader.value, says),
              low: f.significant(low),
              high: f.significant(high),
            })}
          </li>
        ))}
        {risk.notes_say.map((note) => (
          <li key={note.pattern}>{phraseIn(phraseReader.value, note)}</li>
        ))}
      </ul>
    </section>
  );
}
