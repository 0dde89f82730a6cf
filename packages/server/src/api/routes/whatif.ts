import { Type } from "typebox";
import { problemResponses } from "../../problem/index.ts";
import type { StationRun } from "../../stations/index.ts";
import type { Situated } from "../../whatif/index.ts";
import { maybe, object, ofStation } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";
import { stateOf } from "./state.ts";

const said = (example: string) =>
  Type.String({ minLength: 1, maxLength: 64, description: `With its unit: ${example}` });
const id = Type.String({ minLength: 1, maxLength: 128 });
const hatches = Type.Optional(
  Type.Record(id, Type.Union([Type.Literal("open"), Type.Literal("closed")]), {
    description: "Hatches that are otherwise than they are now",
  }),
);
const plan = object({
  leak_dpdt: Type.Optional(said("0.6mmHg/h; how fast the largest joined volume falls")),
  pressure: Type.Optional(said("747mmHg")),
  prior: Type.Optional(Type.Record(id, Type.Number({ minimum: 0 }), { description: "How likely each module leaks" })),
  hatches,
  crew: Type.Optional(Type.Record(id, id, { description: "People who are elsewhere than they are now" })),
  half_millimetre: Type.Optional(Type.Boolean()),
});
const refill = object({
  pressure: said("690mmHg"),
  ppO2: said("146mmHg"),
  ppCO2: Type.Optional(said("3mmHg")),
  to: said("750mmHg"),
  to_ppO2: Type.Optional(said("160mmHg")),
  temperature: Type.Optional(said("22degC")),
  leak: Type.Optional(said("0.6mmHg/h")),
  imv: Type.Optional(said("40cfm")),
  within: Type.Optional(said("7d")),
  oxygen_made: Type.Optional(Type.Boolean()),
  hatches,
  supplies: Type.Optional(Type.Record(id, said("40kg"), { description: "What is left in a supply" })),
});
const reserve = object({
  pressure: said("750mmHg"),
  to: Type.Optional(said("490mmHg")),
  rate: Type.Optional(said("0.6mmHg/h")),
  volume: Type.Optional(said("916m3")),
  diameter: Type.Optional(said("2mm")),
  cd: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
  temperature: Type.Optional(said("22degC")),
});
const reserveView = object({
  to_mmHg: Type.Number(),
  rate_mmHg_per_h: Type.Number(),
  exponential_h: maybe(Type.Number()),
  linear_h: maybe(Type.Number()),
  rate_kg_per_day: Type.Optional(Type.Number()),
  area_mm2: Type.Optional(Type.Number()),
});
const anyObject = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });

/** The station as it is now, for questions about it. */
function situated(run: StationRun, now: number): Situated {
  const { hatches, crew } = stateOf(run, now);
  return {
    file: run.file.text,
    hatches: Object.fromEntries(hatches.map(({ id, state }) => [id, state === "open" ? "open" : "closed"])),
    crew: Object.fromEntries(crew.map(({ id, module }) => [id, module])),
  };
}

/** What if: plans of a search, refills, reserve times. They change nothing. */
export function whatIfRoutes(app: Routes, { stations, whatIf, clocks }: Service): void {
  const questions = [
    {
      kind: "plan",
      operationId: "planSearch",
      body: plan,
      answer: anyObject("docs/plan.md"),
      description: "The search for a leak as a decision tree, from the hatches and people as they are now.",
    },
    {
      kind: "refill",
      operationId: "planRefill",
      body: refill,
      answer: anyObject("docs/refill.md"),
      description: "What to let in, from which supply, in what order and how fast.",
    },
    {
      kind: "reserve",
      operationId: "reserveTime",
      body: reserve,
      answer: reserveView,
      description: "How long the pressure stays above a limit, from a rate or from a hole.",
    },
  ] as const;
  for (const { kind, operationId, body, answer, description } of questions) {
    app.post(
      `/stations/:station/what-if/${kind}`,
      {
        config: { needs: "read-telemetry", station: "station" },
        schema: {
          operationId,
          tags: ["what if"],
          description,
          params: ofStation,
          body,
          response: { 200: answer, ...problemResponses },
        },
      },
      async (request) => {
        const { station } = request.params as { station: string };
        const now = situated(stations.get(station), clocks.of(station).now());
        return (await whatIf.ask({ kind, now, asked: request.body as never })) as never;
      },
    );
  }
}
