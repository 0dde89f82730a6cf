import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { may } from "../app/session.ts";
import { phraseReader, say, time } from "../app/settings.ts";
import { personTitle } from "../frame/DemoPeople.tsx";
import { get, stationPath } from "../link/index.ts";
import { sentenceOfFault } from "../said/index.ts";
import { ApproachPanel } from "../sky/ApproachPanel.tsx";
import { ElementsPanel } from "../sky/ElementsPanel.tsx";
import { GiveForm } from "../sky/GiveForm.tsx";
import type { SkyView } from "../sky/index.ts";
import "../style/log.css";
import "../style/sky.css";

/** (ms) What a message or an alarm does not tell of, such as an approach that is past, is asked for this often. */
const every = 20_000;

/** What comes near: approaches by messages with their history, what element sets say, and what could not be used. */
export function ApproachesPage({ station }: PageProps) {
  const text = say.value;
  const [view, setView] = useState<SkyView | null>(null);
  const [asked, setAsked] = useState(0);
  const again = () => setAsked((n) => n + 1);
  const newest = station.entries.value.find(({ entry }) => /^(alarm-|conjunction|crew|hatch)/.test(entry.kind))?.id;
  const isRunning = view?.elements?.state === "screening";
  useEffect(() => {
    void get<SkyView>(stationPath(station.id, "/conjunctions")).then(setView, () => {});
  }, [station.id, newest, asked]);
  useEffect(() => {
    const timer = setInterval(again, isRunning ? 2000 : every);
    return () => clearInterval(timer);
  }, [isRunning]);
  if (view === null || station.whole.value === null) return <p role="status">{text("app.loading")}</p>;
  const now = station.now.value;
  const [past, ahead] = [true, false].map((isPast) =>
    view.approaches.filter(({ tca }) => Date.parse(tca) < now === isPast),
  );
  return (
    <div class="page sky">
      <h1>{text("page.approaches")}</h1>
      <section class="page sky" aria-label={text("approach.by")}>
        {view.approaches.length === 0 && <p class="panel">{text("approach.none")}</p>}
        {[...ahead, ...past.toReversed()].map((approach) => (
          <ApproachPanel key={approach.id} station={station} approach={approach} norad={view.norad_id} />
        ))}
      </section>
      <ElementsPanel elements={view.elements} />
      {may.value("send-telemetry", station.id) && <GiveForm station={station} onGiven={again} />}
      {view.refused.length > 0 && (
        <section class="panel" aria-labelledby="approach-refused">
          <h2 id="approach-refused">{text("approach.refused")}</h2>
          <p>{text("approach.refusedHow")}</p>
          <ul class="facts-list">
            {view.refused.map(({ entry, received, by, fault, faults, name }) => (
              <li key={entry}>
                <span class="muted">
                  {`${name}: ${time.value.moment(Date.parse(received), false)} ${time.value.zone}, ${personTitle(by)}, ${entry}`}
                </span>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
                <pre lang={faults === null ? "en" : undefined} tabIndex={0}>
                  {faults?.map((one) => sentenceOfFault(one, text, phraseReader.value)).join("\n") ?? fault}
                </pre>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
