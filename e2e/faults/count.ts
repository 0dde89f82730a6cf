/** What is left of a run: every sample once, every event as one machine says it, and the same to whoever asks a server. */
import type { Archive } from "../../packages/archive/src/index.ts";
import type { Answer } from "../../packages/cli/src/testing-serve.ts";
import type { Bus } from "../../packages/server/src/fleet/bus.ts";
import { readMessage } from "../../packages/server/src/fleet/message.ts";
import { lastToken, rowsStream, stationOf } from "../../packages/server/src/fleet/names.ts";
import { allSaid } from "../../packages/server/src/fleet/testing.ts";
import { Events } from "../../packages/server/src/records/index.ts";
import { memoryRecords, nothingKept, testStations } from "../../packages/server/src/stations/testing.ts";
import { type Load, reading, sensors } from "./load.ts";

/** Compares the archive with what the source was given. */
export async function archiveCount(archive: Archive, load: Load) {
  let [samples, samplesLost, samplesDoubled] = [0, 0, 0];
  for (const [of, station] of load.stations.entries()) {
    for (const [i, parameter] of sensors.entries()) {
      const kept: (number | string)[] = [];
      for await (const piece of archive.history({ station, parameter })) kept.push(...piece.map(({ value }) => value));
      samples += load.sent;
      samplesDoubled += Math.max(0, kept.length - load.sent);
      const expected = Array.from({ length: load.sent }, (_, nth) => Number(reading(nth, of, i)));
      const there = new Map<number | string, number>();
      for (const value of kept) there.set(value, (there.get(value) ?? 0) + 1);
      for (const value of expected) {
        const left = there.get(value) ?? 0;
        if (left === 0) samplesLost++;
        else there.set(value, left - 1);
      }
    }
  }
  return { samples, samplesLost, samplesDoubled };
}

/** Every event of the stream by its id, and how many are not those that one machine says of the same rows; the first of these are told. */
export async function eventsCount(bus: Bus, stations: readonly string[], say: (line: string) => void) {
  const found = await allSaid(bus);
  const said = new Map<string, string>();
  const expected = await oneMachine(bus);
  let wrong = 0;
  for (const station of stations) {
    const texts: string[] = [];
    for (const { position, said: all } of found.get(station) ?? []) {
      for (const { place, event, late } of all) {
        const id = `${station}:${position}:${place}`;
        if (said.has(id)) wrong++;
        const text = JSON.stringify({ place, late, event });
        said.set(id, text);
        texts.push(text);
      }
    }
    const right = expected.get(station) ?? [];
    const differing = Array.from({ length: Math.max(right.length, texts.length) }, (_, i) => i).filter(
      (i) => right[i] !== texts[i],
    );
    wrong += differing.length;
    for (const i of differing.slice(0, 3)) say(`${station}, event ${i}: found ${texts[i]}, expected ${right[i]}`);
  }
  return { said, wrong };
}

/** What one server says of all that is in the stream of rows. */
async function oneMachine(bus: Bus): Promise<Map<string, string[]>> {
  let now = 0;
  const records = memoryRecords();
  const { stations } = testStations(nothingKept(), records, () => now);
  await stations.start();
  const { state } = await bus.manager.streams.info(rowsStream);
  for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
    const message = await bus.manager.streams.getMessage(rowsStream, { seq });
    if (message === null) throw new Error(`row message ${seq} is gone`);
    const station = stationOf(lastToken(message.subject));
    const one = readMessage(message.string());
    if ("file" in one) await stations.put(station, one.file.text, "test");
    else {
      now = one.received;
      await stations.get(station).accept(one.rows);
    }
  }
  await stations.stop();
  const all = new Map<string, string[]>();
  for (const { station, place, event, late } of new Events(records).list({ after: 0, limit: 1_000_000 })) {
    all.set(station, [...(all.get(station) ?? []), JSON.stringify({ place, late, event })]);
  }
  return all;
}

/** How many events a server does not list, or lists twice. */
export async function servedCount(
  said: ReadonlyMap<string, string>,
  ask: (path: string) => Promise<{ status: number; body: Answer }>,
): Promise<number> {
  const stations = new Set([...said.keys()].map((id) => id.split(":")[0]));
  const listed: string[] = [];
  for (const station of stations) {
    for (let after = 0, more = true; more; ) {
      const { status, body } = await ask(`/stations/${station}/events?limit=1000&after=${after}`);
      if (status !== 200) throw new Error(`events of ${station}: found status ${status}, expected 200`);
      listed.push(...body.events.map(({ id }: Answer) => String(id)));
      ({ next: after, more } = body);
    }
  }
  const missing = [...said.keys()].filter((id) => !listed.includes(id)).length;
  return missing + listed.length - new Set(listed).size;
}
