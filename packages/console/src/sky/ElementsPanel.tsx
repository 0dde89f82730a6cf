import { format, phraseReader, say } from "../app/settings.ts";
import { personTitle } from "../frame/DemoPeople.tsx";
import { Wide } from "../parts/Wide.tsx";
import { sentenceOfFault } from "../said/index.ts";
import { phraseIn } from "../words/index.ts";
import type { Elements } from "./index.ts";
import { distance, moment, power } from "./write.ts";

/** What element sets say comes into the box: never with a probability, and why. */
export function ElementsPanel({ elements }: { elements: Elements | null }) {
  const text = say.value;
  return (
    <section class="panel" aria-labelledby="approach-gp">
      <h2 id="approach-gp">{text("approach.gp")}</h2>
      <p>{text("approach.gpNever")}</p>
      {elements === null ? <p class="note">{text("approach.gpNone")}</p> : <Screened elements={elements} />}
    </section>
  );
}

function Screened({ elements }: { elements: Elements }) {
  const text = say.value;
  const { name, objects, by, received, state, why, why_says, screening, faults, fault_count } = elements;
  return (
    <>
      <p class="note">{text("approach.gpOf", { name, n: objects, who: personTitle(by), when: moment(received) })}</p>
      {state === "screening" && <p role="status">{text("approach.gpScreening")}</p>}
      {state === "failed" && (
        <p class="trouble" role="alert">
          {text("approach.gpFailed", {
            why: why_says === undefined ? (why ?? "") : phraseIn(phraseReader.value, why_says),
          })}
        </p>
      )}
      {screening !== null && <Passes screening={screening} />}
      {fault_count > 0 && (
        <details>
          <summary>{text("approach.gpLeftOut", { n: fault_count })}</summary>
          <ul class="facts-list">
            {faults.map((fault) => (
              <li key={`${fault.line} ${fault.column} ${fault.path}`}>
                {sentenceOfFault(fault, text, phraseReader.value)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Passes({ screening }: { screening: NonNullable<Elements["screening"]> }) {
  const text = say.value;
  const f = format.value;
  const { approaches, companions, to, hard_body_m } = screening;
  return (
    <>
      {approaches.length === 0 ? (
        <p>{text("approach.gpEmpty", { to: moment(to) })}</p>
      ) : (
        <Wide label={text("approach.gp")}>
          <table class="numbers">
            <thead>
              <tr>
                <th scope="col">{text("approach.when")}</th>
                <th scope="col">{text("approach.object")}</th>
                <th scope="col">{text("approach.miss")}</th>
                <th scope="col">{text("approach.speed")}</th>
                <th scope="col">{text("approach.age")}</th>
                <th scope="col">{text("approach.bound")}</th>
              </tr>
            </thead>
            <tbody>
              {approaches.map((pass) => {
                const [r, t, n] = pass.miss_rtn_m.map(distance);
                return (
                  <tr key={`${pass.norad_id} ${pass.tca}`}>
                    <td>{moment(pass.tca, true)}</td>
                    <th scope="row">{`${pass.name} (${pass.norad_id})`}</th>
                    <td>
                      {distance(pass.miss_distance_m)}{" "}
                      <span class="muted">{text("approach.missRtn", { r, t, n })}</span>
                    </td>
                    <td>{`${f.written((pass.relative_speed_m_per_s / 1000).toFixed(1))} ${f.unit("km/s")}`}</td>
                    <td>{f.written(pass.elements_age_days.toFixed(1))}</td>
                    <td>{power(pass.pc_bound)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Wide>
      )}
      <p class="note">{text("approach.boundHow", { r: f.significant(hard_body_m, 3) })}</p>
      {companions.length > 0 && (
        <p>{text("approach.gpStays", { names: companions.map(({ name }) => name).join(", ") })}</p>
      )}
    </>
  );
}
