/** Sensor faults and delivery of a scenario. */
import { phrase } from "../../phrase/index.ts";
import { second } from "../../quantity/index.ts";
import type { Reader } from "./reader.ts";
import type { ScenarioDraft } from "./schema.ts";
import type { Delivery, Fault } from "./types.ts";

type FaultDraft = NonNullable<NonNullable<ScenarioDraft["faults"]>[number]>;
type DeliveryDraft = NonNullable<ScenarioDraft["delivery"]>;

/** One fault for each sensor that it is declared for. */
export function readFaults(reader: Reader, drafts: readonly (FaultDraft | undefined)[]): Fault[] {
  return drafts.flatMap((d, i) => {
    if (d === undefined) return [];
    const path = ["faults", i];
    const span = reader.span(d, path);
    return reader.ids("sensor", d.sensors ?? [], [...path, "sensors"]).flatMap((sensor): Fault[] => {
      const size = readSize(reader, d, path, sensor);
      return d.kind === undefined ? [] : [{ ...span, sensor, kind: d.kind, ...size }];
    });
  });
}

function readSize(reader: Reader, d: FaultDraft, path: readonly (string | number)[], sensor: string) {
  const quantity = reader.station.sensors.find((s) => s.id === sensor)?.quantity ?? "pressure";
  const dimension = quantity === "temperature" ? "temperature" : "pressure";
  const keys = d as { readonly [key: string]: unknown };
  const times = ["per", "over", "every"].filter((key) => typeof keys[key] === "string");
  const every = times.map((key) => reader.quantity("time", keys[key] as string, [...path, key], 1))[0];
  if (every !== undefined && every <= 0) reader.faults.add([...path, times[0]], phrase`a time above 0`);
  return {
    by: "by" in d ? reader.difference(dimension, d.by, [...path, "by"]) : 0,
    every: every ?? second(1),
    factor: d.kind === "noisy" ? (d.times ?? 1) : d.kind === "dropout" ? (d.chance ?? 1) : 1,
    text: d.kind === "absurd" || d.kind === "dropout" ? (d.text ?? null) : null,
  };
}

export function readDelivery(reader: Reader, draft: DeliveryDraft): Delivery {
  const path = ["delivery"];
  return {
    gaps: (draft.gaps ?? []).flatMap((d, i) => {
      if (d === undefined) return [];
      const here = [...path, "gaps", i];
      const sensors = reader.ids("sensor", d.sensors, [...here, "sensors"]);
      return [{ ...reader.span(d, here), sensors, deliver: d.deliver ?? "later" }];
    }),
    late: {
      chance: draft.late?.chance ?? 0,
      upTo: reader.quantity("time", draft.late?.up_to, [...path, "late", "up_to"], 0),
    },
    doubled: draft.doubled ?? 0,
    clock: (draft.clock ?? []).flatMap((d, i) => {
      if (d === undefined) return [];
      const here = [...path, "clock", i];
      const at = reader.moment(d.at, [...here, "at"]);
      return [{ at, by: second(reader.difference("time", d.by, [...here, "by"])) }];
    }),
  };
}
