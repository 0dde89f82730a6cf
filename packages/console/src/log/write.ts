import { post, stationPath } from "../link/index.ts";
import type { ShownStation } from "../station/index.ts";

/** The incident that is open; entries belong to it. */
export const openIncident = (station: ShownStation) =>
  station.logState.value.incidents.find(({ open }) => open) ?? null;

/** Writes an entry of the log, for the incident that is open. */
export async function write(station: ShownStation, kind: string, body: object): Promise<void> {
  const incident = openIncident(station);
  await post(stationPath(station.id, "/log"), {
    key: crypto.randomUUID(),
    kind,
    body,
    ...(incident !== null && { incident: incident.id }),
  });
  await station.refresh();
}
