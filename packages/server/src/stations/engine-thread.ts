/** A thread in which engines of some stations run, so that a plan of a search keeps nobody waiting but the stations of its thread. */
import { createHash } from "node:crypto";
import type { Row } from "@hullwatch/archive";
import {
  createEngine,
  type Engine,
  type HullwatchEvent,
  type Input,
  restoreEngine,
  toWire,
} from "@hullwatch/core/engine";
import { second } from "@hullwatch/core/quantity";
import { parseStation } from "@hullwatch/core/station";
import type { WireEvent } from "../records/index.ts";
import { answering } from "../threads/index.ts";
import type { Folded, Order } from "./engine-messages.ts";
import { inputReader } from "./rows.ts";

interface Running {
  readonly engine: Engine;
  readonly read: (row: Row) => Input | null;
}

const running = new Map<string, Running>();

/** (s) Within the minute, another one for every station: a fleet that starts together does not promise together. */
const promiseDelay = (station: string) =>
  second((60 * createHash("sha256").update(station).digest().readUInt32BE()) / 2 ** 32);

function open(file: string, snapshot: string | null): Running {
  const station = parseStation(file, "station file");
  return {
    engine:
      snapshot === null
        ? createEngine(station, { promiseDelay: promiseDelay(station.id) })
        : restoreEngine(station, snapshot),
    read: inputReader(station),
  };
}

/**
 * Before a plan of a search, which takes long, what is known is told where there is an alarm in it: the same parts of the same rows,
 * whoever folds them.
 */
function fold({ engine, read }: Running, rows: readonly Row[], say: (events: readonly WireEvent[]) => void): Folded {
  const events: WireEvent[] = [];
  let told = 0;
  let known: readonly WireEvent[] = [];
  const soon = (first: readonly HullwatchEvent[]) => {
    if (!first.some((event) => event.type === "alarm" && event.state === "raised")) return;
    known = first.map(wired);
    const all = [...events, ...known];
    if (all.length > told) say(all.slice(told));
    told = all.length;
  };
  let fault: string | null = null;
  for (const row of rows) {
    known = [];
    try {
      const input = read(row);
      if (input === null) continue;
      for (const event of engine.push(input, soon)) events.push(wired(event));
    } catch (error) {
      // What has been told stands.
      events.push(...known);
      fault = `${row.parameter} at ${row.time}: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
    }
  }
  return { events: events.slice(told), fault };
}

const wired = (event: HullwatchEvent) => toWire(event) as WireEvent;

function carryOut(order: Order, say: (part: unknown) => void): Folded | string | null {
  if (order.kind === "open") {
    running.set(order.station, open(order.file, order.snapshot));
    return null;
  }
  if (order.kind === "close") {
    running.delete(order.station);
    return null;
  }
  const found = running.get(order.station);
  if (found === undefined) throw new Error(`no engine of station ${order.station} runs here`);
  if (order.kind === "fold") return fold(found, order.rows, say);
  return found.engine.snapshot();
}

answering(carryOut);
