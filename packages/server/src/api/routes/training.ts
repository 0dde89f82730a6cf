import type { Piece } from "@hullwatch/core/world";
import { Type } from "typebox";
import { type Caller, callerOf, demand, may } from "../../people/index.ts";
import { problemResponses } from "../../problem/index.ts";
import { debriefOf, type TrainingRecord } from "../../training/index.ts";
import { isoOf, object, ofStation } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";
import { from, injected, leakView, piece, speed, step, trainingView, truthEntry } from "./training-schemas.ts";

const tags = ["training"];

/** Trainings: stations that the simulator plays, and an instructor who lets things go wrong in them. */
export function trainingRoutes(app: Routes, { training, events, logbook }: Service): void {
  const knows = (caller: Caller, { id, state }: TrainingRecord) =>
    state === "ended" || may(caller, "instruct", { station: id });
  const viewOf = (caller: Caller, record: TrainingRecord) => {
    const { id, ground, title, by, begun, from, now, speed, state, scenario, broken_off = false } = record;
    const known = { id, station: ground, title, by, begun: isoOf(begun / 1000), from, now, speed, state, broken_off };
    return { ...known, scenario: knows(caller, record) ? scenario : null };
  };
  /** What nobody but an instructor may know while it goes on. */
  const truthOf = (caller: Caller, id: string): TrainingRecord => {
    const record = training.record(id);
    if (!knows(caller, record)) demand(caller, "instruct", { station: id });
    return record;
  };

  app.get(
    "/training",
    {
      config: { needs: "read-telemetry", station: "any" },
      schema: {
        operationId: "listTrainings",
        tags,
        description:
          "Trainings of the stations that the caller may see, newest first, and what may be trained by the caller.",
        response: {
          200: object({
            trainings: Type.Array(trainingView),
            scenarios: Type.Array(
              object({ id: Type.String(), name: Type.String(), station: Type.String(), duration_s: Type.Number() }),
            ),
          }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const seen = training.all().filter(({ id }) => may(caller, "read-telemetry", { station: id }));
      const own = training.offers.filter(({ ground }) => may(caller, "instruct", { station: ground }));
      return {
        trainings: seen.map((one) => viewOf(caller, one)),
        scenarios: own.map(({ id, name, ground, duration }) => ({ id, name, station: ground, duration_s: duration })),
      };
    },
  );

  app.post(
    "/training",
    {
      config: { needs: "instruct", station: "any" },
      schema: {
        operationId: "beginTraining",
        tags,
        description:
          "Begins a training: a station of its own, training-<number>-<station>, on which a scenario is played by the simulator without what people did in it. Whoever may do something at the station may do it in its training.",
        body: object({
          scenario: Type.String({ minLength: 1, maxLength: 64 }),
          title: Type.String({ minLength: 1, maxLength: 200, description: "What trainees read" }),
          speed: Type.Optional(speed),
          from: Type.Optional(from),
        }),
        response: { 201: trainingView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { speed = 1, ...wish } = request.body;
      demand(caller, "instruct", { station: training.groundOf(wish.scenario) });
      const record = await training.begin({ speed, ...wish }, caller.displayName);
      return reply.code(201).send(viewOf(caller, record) as never);
    },
  );

  app.post(
    "/training/:station/pace",
    {
      config: { needs: "instruct", station: "station" },
      schema: {
        operationId: "paceTraining",
        tags,
        description: "Goes on at another speed, pauses, or goes on after a pause.",
        params: ofStation,
        body: object({ speed: Type.Optional(speed), paused: Type.Optional(Type.Boolean()) }),
        response: { 200: trainingView, ...problemResponses },
      },
    },
    async (request) => {
      const session = training.session(request.params.station);
      session.pace(request.body);
      return viewOf(callerOf(request), session.record) as never;
    },
  );

  app.post(
    "/training/:station/injections",
    {
      config: { needs: "instruct", station: "station" },
      schema: {
        operationId: "injectIntoTraining",
        tags,
        description: "Lets something happen now that the scenario did not know of. What cannot be changes nothing.",
        params: ofStation,
        body: piece,
        response: { 201: injected, ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = training.session(request.params.station);
      session.inject(request.body as Piece, callerOf(request).displayName);
      return reply.code(201).send(session.record.injected.at(-1)!);
    },
  );

  app.post(
    "/training/:station/end",
    {
      config: { needs: "instruct", station: "station" },
      schema: {
        operationId: "endTraining",
        tags,
        description:
          "Ends a training. Its station stays as it was left; its debrief and its scenario file are open to all who may see it.",
        params: ofStation,
        response: { 200: trainingView, ...problemResponses },
      },
    },
    async (request) => {
      const { station } = request.params;
      await training.session(station).end();
      return viewOf(callerOf(request), training.record(station)) as never;
    },
  );

  app.get(
    "/training/:station/truth",
    {
      config: { needs: "instruct", station: "station" },
      schema: {
        operationId: "trainingTruth",
        tags,
        description: "What really is in a training that goes on, and what was injected.",
        params: ofStation,
        response: {
          200: object({ state: truthEntry, leaks: Type.Array(object(leakView)), injected: Type.Array(injected) }),
          ...problemResponses,
        },
      },
    },
    async ({ params }) => {
      const { truth, leaks, record } = training.session(params.station);
      return { state: truth, leaks, injected: record.injected } as never;
    },
  );

  app.get(
    "/training/:station/debrief",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "debriefTraining",
        tags,
        description:
          "Of every leak: when it began, was told, acknowledged, located, found, patched and over, with the minutes since it began; and what was injected. While it goes on for instructors alone.",
        params: ofStation,
        response: {
          200: object({
            training: trainingView,
            leaks: Type.Array(
              object({
                ...leakView,
                alarm: step,
                acknowledged: step,
                located: step,
                found: step,
                patched: step,
                stopped: step,
              }),
            ),
            injected: Type.Array(injected),
            truths: Type.Array(truthEntry),
          }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const { station } = request.params;
      const caller = callerOf(request);
      const record = truthOf(caller, station);
      const told = events.list({ stations: [station], types: ["alarm", "location"], after: 0, limit: mostEvents });
      const entries = await entriesOf(station);
      return {
        training: viewOf(caller, record),
        leaks: debriefOf(record, told, entries),
        injected: record.injected,
        truths: record.truths,
      } as never;
    },
  );

  async function entriesOf(station: string) {
    const kinds = ["alarm-acknowledged", "action"];
    const found = [];
    for (let after = 0, more = true; more; ) {
      const page = await logbook.log.since({ station, kinds, after, limit: 1000 });
      found.push(...page.entries.map(({ entry }) => entry));
      ({ next: after, more } = page);
    }
    return found;
  }

  app.get(
    "/training/:station/scenario",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "trainingScenario",
        tags,
        description:
          "The scenario file (YAML) of what was played, with all that was injected and done: `hullwatch simulate` plays it again. While it goes on for instructors alone.",
        params: ofStation,
        response: {
          200: { description: "Scenario file", content: { "application/yaml": { schema: Type.String() } } },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { id } = truthOf(callerOf(request), request.params.station);
      return reply
        .type("application/yaml; charset=utf-8")
        .header("content-disposition", `attachment; filename="${id}.yaml"`)
        .send(training.text(id));
    },
  );
}

/** Of one training; each is a line or two. */
const mostEvents = 100_000;
