import { useEffect, useState } from "preact/hooks";
import { writeRoute } from "../app/route.ts";
import { mayAnywhere } from "../app/session.ts";
import { language, phraseReader, say, time } from "../app/settings.ts";
import { personTitle } from "../frame/DemoPeople.tsx";
import { call } from "../link/index.ts";
import type { Drawing } from "../map/index.ts";
import { drawingOf } from "../map/load.ts";
import { StationMap } from "../map/StationMap.tsx";
import { FileField } from "../parts/FileField.tsx";
import { troubleOf } from "../parts/Form.tsx";
import { sentenceOfFault } from "../said/index.ts";
import { readStations, stationList } from "../station/index.ts";
import { type StationText, wholeOf } from "../station/read.ts";
import { knows, nameIn } from "../words/index.ts";
import "../style/people.css";
import "../style/map.css";

/** (ms) Nothing tells that another station has an alarm: the list is read again. */
const readEvery = 10_000;

/** Every station of this server, and a look at any station file. */
export function StationsPage() {
  const text = say.value;
  const all = stationList.value;
  useEffect(() => {
    const read = () => void readStations().catch(() => {});
    read();
    const again = setInterval(read, readEvery);
    return () => clearInterval(again);
  }, []);
  return (
    <div class="page">
      <h1>{text("page.stations")}</h1>
      {all === null && <p role="status">{text("app.loading")}</p>}
      {all?.length === 0 && <p class="panel">{text("frame.noStation")}</p>}
      <ul class="cards">
        {all?.map(({ id, name, newest, alarms, put_by, put_at }) => (
          <li key={id} class="panel">
            <h2>{nameIn(language.value, name)}</h2>
            <p class="muted">{id}</p>
            <p>{alarms === 0 ? text("stations.noAlarms") : text("stations.alarms", { n: alarms })}</p>
            <p class="muted">
              {newest === null
                ? text("now.noData")
                : text("stations.newest", { when: `${time.value.moment(Date.parse(newest))} ${time.value.zone}` })}
            </p>
            <p class="muted">
              {text("stations.put", {
                who: putBy(put_by),
                when: `${time.value.moment(Date.parse(put_at))} ${time.value.zone}`,
              })}
            </p>
            <p class="row">
              <a class="button" href={writeRoute({ station: id, page: "now" })}>
                {text("stations.choose")}
              </a>
              <a href={writeRoute({ station: id, page: "map" })}>{text("page.map")}</a>
              <a href={`/api/v1/stations/${encodeURIComponent(id)}/file`} download={`${id}.yaml`}>
                {text("stations.file")}
              </a>
            </p>
          </li>
        ))}
      </ul>
      <FilePanel />
    </div>
  );
}

/** Where no person has put it, in the reader's words. */
const putBy = (who: string) =>
  knows(`putBy.${who}`) ? say.value(`putBy.${who}` as "putBy.configuration") : personTitle(who);

/** A station file: checked and drawn here; whoever may puts it on the server. */
function FilePanel() {
  const text = say.value;
  const [read, setRead] = useState<StationText | null>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const choose = async (file: File | null) => {
    setTrouble(null);
    setDone(false);
    setRead(null);
    setDrawing(null);
    if (file === null) return;
    const found = wholeOf(await file.text(), file.name);
    setRead(found);
    if (found.whole !== null) setDrawing(await drawingOf(found.whole));
  };
  const put = async ({ whole, text: file }: StationText) => {
    setTrouble(null);
    try {
      await call("PUT", `/stations/${encodeURIComponent(whole!.id)}`, new Blob([file], { type: "application/yaml" }));
      await readStations();
      setDone(true);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  const states = Object.fromEntries(read?.whole?.hatches.map(({ id, state }) => [id, state]) ?? []);
  return (
    <section class="panel" aria-labelledby="stations-file">
      <h2 id="stations-file">{text("stations.look")}</h2>
      <FileField
        id="station-file"
        label={text("stations.chooseFile")}
        accept=".yaml,.yml"
        onChoose={(file) => void choose(file)}
      />
      {read !== null && read.faults.length > 0 && (
        <div role="alert">
          <p class="trouble">{text("stations.faults", { n: read.faults.length })}</p>
          <ul>
            {read.faults.map((fault) => (
              <li key={`${fault.line} ${fault.column} ${fault.path} ${fault.found}`}>
                {sentenceOfFault(fault, text, phraseReader.value)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {read?.whole != null && drawing !== null && (
        <>
          <p>
            {text("stations.holds", {
              name: nameIn(language.value, read.whole.name),
              modules: read.whole.modules.length,
              hatches: read.whole.hatches.length,
            })}
          </p>
          <StationMap
            whole={read.whole}
            drawing={drawing}
            states={states}
            crew={{}}
            probability={null}
            chosen={chosen}
            advised={[]}
            onChoose={setChosen}
          />
          {mayAnywhere.value("edit-station") && (
            <p class="row">
              <button type="button" class="primary" onClick={() => void put(read)}>
                {text("stations.putThis")}
              </button>
              {done && (
                <span role="status" class="done">
                  {text("stations.isPut")}
                </span>
              )}
            </p>
          )}
        </>
      )}
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
