/** What is asked of trainings, and what is answered. */
import { Type } from "typebox";
import { maybe, object, stationId, time } from "../schemas.ts";

export const speed = Type.Number({ minimum: 1, maximum: 600, description: "How many times as fast as it would be" });
export const from = Type.String({
  maxLength: 32,
  description: 'When people come to it, from the start of the scenario: "+9h"',
});
const part = Type.Number({ minimum: 0, maximum: 1 });
const said = Type.Record(Type.String({ pattern: "^[a-z_]{1,20}$" }), Type.Unknown());
const leakId = Type.String({ minLength: 1, maxLength: 64 });

export const piece = Type.Union(
  [
    object({ leak: said }, "A leak begins: module, and area or diameter with cd; grows"),
    object({ fault: said }, "Sensors are faulty: sensors, kind and what goes with it; for (a time)"),
    object({ gap: said }, "Loss of signal: for (a time), sensors, deliver"),
    object({ clock: said }, "The sensors' time stamps are off: by, so much in all"),
    object(
      { outage: object({ of: Type.Enum(["oxygen", "co2"]), for: Type.String({ minLength: 1, maxLength: 32 }) }) },
      "Oxygen generators or scrubbers of CO2 stand still",
    ),
    object({ happening: said }, "What else can happen: hatch, jam, release, dock, undock, temperature and so on"),
    object({ patch: object({ leak: leakId, left: part }) }, "The part of a leak's area that stays open"),
    object(
      { stop: Type.Union([object({ leak: leakId }), object({ fault: Type.Integer({ minimum: 1 }) })]) },
      "It is over",
    ),
  ],
  { description: "In the words of scenarios/README.md, without moments: it begins now" },
);

export const injected = object({ number: Type.Integer(), time, by: Type.String(), piece: Type.Unknown() });
export const trainingView = object({
  id: stationId,
  station: Type.String({ description: "The real station that it stands in for" }),
  title: Type.String(),
  by: Type.String(),
  begun: { ...time, description: "By the machine's clock" },
  from: time,
  now: { ...time, description: "How far it has been played, in its own time" },
  speed: Type.Number(),
  state: Type.Enum(["starting", "running", "paused", "ended"]),
  broken_off: Type.Boolean({
    description: "Ended not by its instructor: the server ended, and it could not be gone on with",
  }),
  scenario: maybe(Type.String({ description: "Known to instructors, and to all once it is over" })),
});
export const leakView = {
  id: Type.String(),
  module: Type.String(),
  area_mm2: Type.Number(),
  from: time,
  until: maybe(time),
  patches: Type.Array(object({ from: time, left: Type.Number() })),
};
export const step = maybe(
  object({
    time,
    after_min: Type.Number({ description: "Since the leak began" }),
    by: maybe(Type.String()),
    text: Type.String(),
  }),
);
export const truthEntry = Type.Record(Type.String(), Type.Unknown(), {
  description: "An entry of the truth, as scenarios/README.md has it",
});
