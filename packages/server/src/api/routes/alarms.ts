import { type Alarm, type AlarmState, alarmStateOf, type Draft, type Party, rank } from "@hullwatch/log";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { type As, authorFor } from "../../logbook/index.ts";
import { type Caller, callerOf, everywhere, type Permission, standings } from "../../people/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { atMoment, isoOf, maybe, object, ofStation, seconds, stationId, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const alarmId = Type.String({ minLength: 1, maxLength: 128, pattern: "^\\S(.*\\S)?$" });
const centre = Type.String({ pattern: "^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$", description: "A control centre" });
const party = {
  role: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "As which of your roles" })),
  centre: Type.Optional(centre),
};
const key = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 128,
    pattern: "^\\S(.*\\S)?$",
    description: "Sent again with the same key it is done once",
  }),
);
const comment = Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 }));

const isaState = Type.Unsafe<AlarmState>({
  type: "string",
  enum: ["NORMAL", "UNACK_ALARM", "ACK_ALARM", "RTN_UNACK", "LATCH_UNACK", "LATCH_ACK", "SHELVED"],
  description: "After ANSI/ISA-18.2, by the names of Yamcs",
});
const by = object({ id: Type.String(), name: Type.String(), role: Type.String(), centre: Type.String() });
const alarmView = Type.Object({
  id: Type.String(),
  station: Type.String(),
  type: Type.String(),
  severity: Type.String({ description: "WATCH, WARNING, DISTRESS, CRITICAL or SEVERE" }),
  text: Type.String({ description: "Value, threshold and time basis in a sentence" }),
  says: maybe(
    object(
      { code: Type.String(), values: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])) },
      "What the text says, for those who say it in another language; null where only the text is known",
    ),
  ),
  in_alarm: Type.Boolean({ description: "Whether the process is outside its limits" }),
  state: isaState,
  states: Type.Record(Type.String(), isaState, {
    description: "For each control centre that has said something of it, and the asking one",
  }),
  since: time,
  occurrence: Type.Integer(),
  latching: Type.Boolean(),
  latched: Type.Boolean(),
  incident: maybe(Type.String()),
  acknowledgements: Type.Array(
    Type.Object({ by, time, comment: maybe(Type.String()), holds: Type.Boolean(), severity: Type.String() }),
  ),
  shelvings: Type.Array(Type.Object({ centre: Type.String(), until: time, reason: Type.String(), by })),
});

/** What the routes below are sent, as their schemas have checked. */
interface Said extends As {
  readonly key?: string;
  readonly comment?: string;
  readonly minutes: number;
  readonly reason: string;
}

/** An alarm as one centre, or one role there, sees it at `now` (ms). */
function viewOf(alarm: Alarm, { centre, role }: Party, now: number) {
  const { raisings, acknowledgements, shelvings, inAlarm, latching, latched, ...rest } = alarm;
  const centres = new Set([
    centre,
    ...raisings.map((one) => one.centre),
    ...acknowledgements.map((one) => one.by.centre),
    ...shelvings.map((one) => one.centre),
  ]);
  return {
    id: rest.id,
    station: rest.station,
    type: rest.type,
    severity: rest.severity,
    text: rest.text,
    says: rest.says,
    in_alarm: inAlarm,
    state: alarmStateOf(alarm, { centre, ...(role !== undefined && { role }) }, now),
    states: Object.fromEntries([...centres].sort().map((one) => [one, alarmStateOf(alarm, { centre: one }, now)])),
    since: raisings.map((one) => one.time).toSorted()[0],
    occurrence: rest.occurrence,
    latching,
    latched,
    incident: rest.incident,
    acknowledgements: acknowledgements.map(({ by, time, comment, holds, severity }) => ({
      by,
      time,
      comment,
      holds,
      severity,
    })),
    shelvings: shelvings
      .filter(({ until }) => Date.parse(until) > now)
      .map(({ centre, until, reason, by }) => ({ centre, until, reason, by })),
  };
}

/** Alarms, by each control centre and role. */
export function alarmRoutes(app: Routes, { stations, logbook, clocks, past }: Service): void {
  const alarmOf = (station: string, id: string) => {
    const found = logbook.state.alarms.find((alarm) => alarm.station === station && alarm.id === id);
    if (found === undefined) throw new ProblemError(404, "HW_UNKNOWN_ALARM", `found no alarm "${id}" of ${station}`);
    return found;
  };

  /** The station, once what streams may have told of its alarms is in the log too. */
  async function upToDate(station: string) {
    const run = stations.get(station);
    const known = logbook.state.alarms.filter((alarm) => alarm.station === station && alarm.inAlarm);
    const isBehind = Object.entries(run.view.alarms).some(
      ([id, { told }]) => told && !known.some((alarm) => alarm.id === id),
    );
    if (isBehind) await run.told();
    return run;
  }

  app.get(
    "/stations/:station/alarms",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "listAlarms",
        tags: ["alarms"],
        description:
          "Alarms that are not NORMAL to a control centre (the caller's own unless given), or to one `role` there, the worst first; `all`: also those.",
        params: ofStation,
        querystring: object({
          centre: Type.Optional(centre),
          role: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
          all: Type.Optional(Type.Boolean()),
          at: atMoment,
        }),
        response: { 200: object({ centre: Type.String(), alarms: Type.Array(alarmView) }), ...problemResponses },
      },
    },
    async (request) => {
      const { params, query } = request;
      const { id } = await upToDate(params.station);
      const { centre = ownCentre(callerOf(request), id, logbook.centre), role, all = false } = query;
      const now = query.at === undefined ? clocks.of(id).now() : 1000 * seconds(query.at);
      const { alarms: known } = query.at === undefined ? logbook.state : await past.log(id, now);
      const alarms = known
        .filter(({ station }) => station === id)
        .toSorted((a, b) => rank(b.severity) - rank(a.severity))
        .map((alarm) => viewOf(alarm, { centre, ...(role !== undefined && { role }) }, now))
        .filter(({ state }) => all || state !== "NORMAL");
      return { centre, alarms };
    },
  );

  /** One thing that a party does to an alarm: an entry in the log, and the alarm as it then is to that party. */
  function act<B extends Parameters<typeof object>[0]>(
    name: string,
    needs: Permission,
    description: string,
    fields: B,
    bodyOf: (alarm: Alarm, body: Said) => Pick<Draft, "kind" | "body">,
  ) {
    app.post(
      `/stations/:station/alarms/:alarm/${name}`,
      {
        config: { needs, station: "station" },
        schema: {
          operationId: `${name}Alarm`,
          tags: ["alarms"],
          description,
          params: object({ station: stationId, alarm: alarmId }),
          body: object({ ...party, key, ...fields }),
          response: { 200: alarmView, ...problemResponses },
        },
      },
      async (request) => {
        const { station, alarm: id } = request.params as { station: string; alarm: string };
        await upToDate(station);
        const alarm = alarmOf(station, id);
        const body = request.body as unknown as Said;
        const author = authorFor(callerOf(request), needs, station, body, logbook.centre);
        const incident = alarm.incident === null ? {} : { incident: alarm.incident };
        const draft = { key: body.key ?? keyOf(request), station, author, ...incident, ...bodyOf(alarm, body) };
        // What was done with this key before is not done again, also where it would now end at another moment.
        if (logbook.written(author.id, draft.key) === undefined) await logbook.append(draft as Draft);
        return viewOf(alarmOf(station, id), { centre: author.centre }, clocks.of(station).now()) as never;
      },
    );
  }

  act(
    "acknowledge",
    "acknowledge-alarms",
    "The caller's control centre and role know of the alarm as it is. Other centres and roles acknowledge for themselves.",
    { comment },
    (alarm, { comment }) => ({
      kind: "alarm-acknowledged",
      body: { alarm: alarm.id, severity: alarm.severity, ...(comment !== undefined && { comment }) },
    }),
  );
  act(
    "shelve",
    "shelve-alarms",
    "The caller's control centre does not want to be told of it until then.",
    {
      minutes: Type.Number({ exclusiveMinimum: 0, maximum: 10_080, description: "(min) From now; a week at most" }),
      reason: Type.String({ minLength: 1, maxLength: 20_000 }),
    },
    (alarm, { minutes, reason }) => {
      const until = isoOf(clocks.of(alarm.station).now() / 1000 + 60 * minutes);
      return { kind: "alarm-shelved", body: { alarm: alarm.id, until, reason } };
    },
  );
  act(
    "unshelve",
    "shelve-alarms",
    "Takes the shelving of the caller's control centre back.",
    { comment },
    (alarm, { comment }) => ({
      kind: "alarm-unshelved",
      body: { alarm: alarm.id, ...(comment !== undefined && { reason: comment }) },
    }),
  );
  act(
    "reset",
    "shelve-alarms",
    "Ends the latch of an alarm whose process is back within its limits.",
    { comment },
    (alarm, { comment }) => ({
      kind: "alarm-reset",
      body: { alarm: alarm.id, ...(comment !== undefined && { comment }) },
    }),
  );
}

/** For which centre somebody looks at a station. */
function ownCentre(caller: Caller, station: string, otherwise: string): string {
  const own = standings(caller, "read-telemetry", { station }).find(({ centre }) => centre !== everywhere);
  return own?.centre ?? otherwise;
}

/** A key for what was sent without one: it is done each time that it is sent. */
const keyOf = (request: FastifyRequest) => `request ${crypto.randomUUID()} ${request.id}`.slice(0, 128);
