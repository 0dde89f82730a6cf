import { phrase } from "@hullwatch/core/phrase";
import { type Author, type Draft, type Objection, objectionsTo, type Run, viewRun } from "@hullwatch/log";
import { Type } from "typebox";
import { type As, authorFor } from "../../logbook/index.ts";
import { type Caller, callerOf } from "../../people/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { factsNow } from "../../procedures/index.ts";
import { object, ofStation, stationId } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";
import { runView, runViewOf } from "./run-view.ts";

const id = Type.String({ minLength: 1, maxLength: 100, pattern: "^\\S(.*\\S)?$" });
const text = Type.String({ minLength: 1, maxLength: 20_000 });
const party = {
  key: id,
  role: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "As which of your roles" })),
  centre: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
};
const ofRun = object({ station: stationId, run: id });

/** Runs of procedures, by several people at once. */
export function runRoutes(app: Routes, { stations, logbook, library }: Service): void {
  const factsAt = (id: string) => {
    const { station, view } = stations.get(id);
    return factsNow(station, view, logbook.state);
  };

  function runOf(station: string, id: string): Run {
    const found = logbook.state.runs.find((run) => run.station === station && run.id === id);
    if (found === undefined) throw new ProblemError(404, "HW_UNKNOWN_RUN", `found no run "${id}" of ${station}`);
    return found;
  }

  function viewOf(station: string, run: Run) {
    const { advice = null } = stations.get(station).view.events;
    return runViewOf(library.get(station, run.hash).procedure, run, factsAt(station), advice);
  }

  /** Writes entries of a run, unless they were written with these keys before. */
  async function write(
    author: Author,
    station: string,
    run: Run | null,
    ...said: (Pick<Draft, "kind" | "body"> & { key: string })[]
  ) {
    const incident = run?.incident == null ? {} : { incident: run.incident };
    for (const one of said) {
      if (logbook.written(author.id, one.key) === undefined)
        await logbook.append({ station, author, ...incident, ...one } as Draft);
    }
  }
  const speaker = (caller: Caller, station: string, as: As) =>
    authorFor(caller, "run-procedure", station, as, logbook.centre);

  app.get(
    "/stations/:station/runs",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "listRuns",
        tags: ["procedures"],
        description: "Runs of procedures, as they stand.",
        params: ofStation,
        response: { 200: object({ runs: Type.Array(runView) }), ...problemResponses },
      },
    },
    async ({ params }) => {
      const { id } = stations.get(params.station);
      const known = new Set(library.of(id).map(({ hash }) => hash));
      const runs = logbook.state.runs.filter(({ station, hash }) => station === id && known.has(hash));
      return { runs: runs.map((run) => viewOf(id, run)) };
    },
  );

  app.get(
    "/stations/:station/runs/:run",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "getRun",
        tags: ["procedures"],
        description:
          "A run: what is done, what is next, what each step waits for, and whether telemetry shows what it should.",
        params: ofRun,
        response: { 200: runView, ...problemResponses },
      },
    },
    async ({ params }) => viewOf(params.station, runOf(stations.get(params.station).id, params.run)),
  );

  app.post(
    "/stations/:station/runs",
    {
      config: { needs: "run-procedure", station: "station" },
      schema: {
        operationId: "startRun",
        tags: ["procedures"],
        params: ofStation,
        body: object({
          ...party,
          run: id,
          hash: Type.String({ pattern: "^[0-9a-f]{64}$" }),
          incident: Type.Optional(id),
        }),
        response: { 201: runView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { station } = request.params;
      stations.get(station);
      const { key, run, hash, incident, ...as } = request.body;
      const author = speaker(callerOf(request), station, as);
      const { procedure, text, published } = library.get(station, hash);
      const title = procedure.title.en;
      // Every centre has to have what is run.
      if (published === null)
        await write(author, station, null, {
          key: `procedure ${hash}`,
          kind: "procedure-published",
          body: { procedure: procedure.id, hash, title, text },
        });
      if (logbook.written(author.id, key) === undefined) {
        if (logbook.state.runs.some((one) => one.station === station && one.id === run))
          throw new ProblemError(409, "HW_RUN", phrase`found a run "${run}" of ${station} already, expected a new id`);
        await logbook.append({
          key,
          station,
          author,
          ...(incident && { incident }),
          kind: "procedure-started",
          body: { run, procedure: procedure.id, hash, title },
        });
      }
      return reply.code(201).send(viewOf(station, runOf(station, run)));
    },
  );

  app.post(
    "/stations/:station/runs/:run/steps/:step",
    {
      config: { needs: "run-procedure", station: "station" },
      schema: {
        operationId: "doStep",
        tags: ["procedures"],
        description:
          "Confirms a step. Where that would be a deviation (out of turn, another role, telemetry does not show it) it is refused with the reasons, unless `despite` says why it is done all the same: then that is logged first. By another role than is asked for it is logged and does not count.",
        params: object({ station: stationId, run: id, step: id }),
        body: object({
          ...party,
          branch: Type.Optional(id),
          comment: Type.Optional(text),
          despite: Type.Optional(text),
        }),
        response: { 200: runView, ...problemResponses },
      },
    },
    async (request) => {
      const { station, run: runId, step } = request.params;
      const run = runOf(stations.get(station).id, runId);
      const { key, branch, comment, despite, ...as } = request.body;
      const author = speaker(callerOf(request), station, as);
      if (logbook.written(author.id, key) !== undefined) return viewOf(station, run);
      const { procedure } = library.get(station, run.hash);
      const facts = factsAt(station);
      const objections = objectionsTo(
        procedure,
        run,
        { step, by: author, ...(branch !== undefined && { branch }) },
        facts,
      );
      if (objections.length > 0 && despite === undefined) throw new ObjectionsError(objections);
      const { shows = null } = viewRun(procedure, run, facts).steps.find((one) => one.step.id === step) ?? {};
      const told = shows === null ? {} : { shown: shows.is, telemetry: shows.because.slice(0, 2000) };
      const said = { run: runId, step };
      await write(
        author,
        station,
        run,
        ...(despite === undefined
          ? []
          : [{ key: `${key} despite`, kind: "deviation" as const, body: { ...said, text: despite } }]),
        {
          key,
          kind: "step-done",
          body: {
            ...said,
            ...told,
            ...(branch !== undefined && { branch }),
            ...(comment !== undefined && { comment }),
          },
        },
      );
      return viewOf(station, runOf(station, runId));
    },
  );

  app.post(
    "/stations/:station/runs/:run/deviations",
    {
      config: { needs: "run-procedure", station: "station" },
      schema: {
        operationId: "deviate",
        tags: ["procedures"],
        description: "Says what is done otherwise; `skip`: the step counts as finished without having been done.",
        params: ofRun,
        body: object({ ...party, step: Type.Optional(id), skip: Type.Optional(Type.Boolean()), text }),
        response: { 200: runView, ...problemResponses },
      },
    },
    async (request) => {
      const { station, run } = request.params;
      const found = runOf(stations.get(station).id, run);
      const { key, role, centre, ...body } = request.body;
      const author = speaker(callerOf(request), station, { role, centre });
      await write(author, station, found, { key, kind: "deviation", body: { run, ...body } });
      return viewOf(station, runOf(station, run));
    },
  );

  app.post(
    "/stations/:station/runs/:run/end",
    {
      config: { needs: "run-procedure", station: "station" },
      schema: {
        operationId: "endRun",
        tags: ["procedures"],
        params: ofRun,
        body: object({
          ...party,
          outcome: Type.Union([Type.Literal("completed"), Type.Literal("stopped")]),
          text: Type.Optional(text),
        }),
        response: { 200: runView, ...problemResponses },
      },
    },
    async (request) => {
      const { station, run } = request.params;
      const found = runOf(stations.get(station).id, run);
      const { key, role, centre, ...body } = request.body;
      const author = speaker(callerOf(request), station, { role, centre });
      await write(author, station, found, { key, kind: "procedure-ended", body: { run, ...body } });
      return viewOf(station, runOf(station, run));
    },
  );
}

/** Confirming a step now would be a deviation. */
class ObjectionsError extends Error {
  override readonly name = "ObjectionsError";
  readonly code = "HW_OBJECTIONS";
  readonly faults: readonly { readonly objection: string; readonly code: string; readonly values: object }[];

  constructor(objections: readonly Objection[]) {
    super(`${objections.map(({ text }) => text).join("; ")}; say in "despite" why it is done all the same`);
    this.faults = objections.map(({ text, code, values }) => ({ objection: text, code, values }));
  }
}
