import { useState } from "preact/hooks";
import { may } from "../app/session.ts";
import { say } from "../app/settings.ts";
import { write } from "../log/write.ts";
import { troubleOf } from "../parts/Form.tsx";
import { moduleName, personName, type ShownStation, shipName } from "../station/index.ts";

/** Who is where; whoever may report it says that somebody has moved. */
export function CrewPanel({ station }: { station: ShownStation }) {
  const text = say.value;
  const whole = station.whole.value!;
  const [trouble, setTrouble] = useState<string | null>(null);
  const mayReport = may.value("report-crew", station.id);
  const wanted = station.advice.value?.crew ?? {};
  const move = (who: string, module: string) => {
    setTrouble(null);
    void write(station, "crew-moved", { who, module }).catch((error) => setTrouble(troubleOf(error)));
  };
  return (
    <section class="panel" aria-labelledby="map-crew">
      <h2 id="map-crew">{text("map.crew")}</h2>
      <ul class="crew">
        {whole.crew.map(({ id, vehicle, at }) => {
          const where = station.crew.value[id] ?? at;
          const should = wanted[id];
          return (
            <li key={id}>
              <span>
                <strong>{personName(id)}</strong> <span class="muted">{shipName(vehicle)}</span>
                {should !== undefined && should !== where && (
                  <span class="should">{text("map.should", { where: moduleName(whole, should) })}</span>
                )}
              </span>
              {mayReport ? (
                <select
                  aria-label={text("map.whereIs", { who: personName(id) })}
                  value={where}
                  onChange={(event) => move(id, event.currentTarget.value)}
                >
                  {whole.modules.map(({ id: module }) => (
                    <option key={module} value={module}>
                      {moduleName(whole, module)}
                    </option>
                  ))}
                </select>
              ) : (
                <span>{moduleName(whole, where)}</span>
              )}
            </li>
          );
        })}
      </ul>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
