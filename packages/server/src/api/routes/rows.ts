import type { Row } from "@hullwatch/archive";
import { phrase } from "@hullwatch/core/phrase";
import { emptyTally, type Fault, type Reject, readerOf, unpacked } from "@hullwatch/feeds/csv";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { demandReal } from "../../ground/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { type Held, RowCheck, type SentRow } from "../../stations/index.ts";
import { maybe, object, ofStation } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";
import { whenAsked } from "../validation.ts";

const rowTime = Type.Union([Type.String({ maxLength: 64 }), Type.Number()], {
  description: "ISO 8601 with a zone, or UNIX seconds",
});
const sentRow = object({
  time: rowTime,
  parameter: Type.String({ minLength: 1, maxLength: 200 }),
  value: Type.Union([Type.String({ maxLength: 20_000 }), Type.Number(), Type.Null()], {
    description: "In the unit of the station file; null is a missing reading",
  }),
});
const frame = object(
  { time: rowTime, values: Type.Record(Type.String({ minLength: 1, maxLength: 200 }), sentRow.properties.value) },
  "Everything that was read at one moment",
);
/** Rows in one batch of JSON, and in one batch of the journal. */
const most = 10_000;
const batch = object({
  rows: Type.Optional(Type.Array(sentRow, { maxItems: most })),
  frames: Type.Optional(Type.Array(frame, { maxItems: most })),
});

const fault = object({
  row: Type.Integer({ description: "From 1; of a text its line" }),
  found: Type.String(),
  expected: Type.String(),
});
const accepted = object({
  accepted: Type.Integer({ description: "Rows on the disk: they outlive a crash" }),
  position: maybe(Type.Integer({ description: "Of the last of them in the journal; null where there is none" })),
  missing: Type.Integer({ description: "Values that are blank or no number" }),
  unknown: Type.Record(Type.String(), Type.Integer(), {
    description: "Parameters that the station does not know, with their rows",
  }),
  rejected: Type.Array(fault, { description: "Rows that cannot be read; the first 100" }),
  rejected_rows: Type.Integer(),
});

const mostNamed = 100;
const isFault = (x: Row | Fault): x is Fault => "expected" in x;
const lineCheck = whenAsked(() => Compile(Type.Union([sentRow, frame])));

/** Gathers rows into batches of the journal, and counts. */
class Intake {
  readonly #run: Held;
  readonly check: RowCheck;
  #rows: Row[] = [];
  #accepted = 0;
  #position: number | null = null;
  #rejected = 0;
  readonly #faults: { row: number; found: string; expected: string }[] = [];

  constructor(run: Held) {
    this.#run = run;
    this.check = new RowCheck(run.station);
  }

  send(sent: SentRow, at: number): void {
    const row = this.check.take(sent);
    if (row === null) return;
    if (isFault(row)) this.reject({ line: at, column: row.column, found: row.found, expected: row.expected });
    else this.#rows.push(row);
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) this.#rows.push(row);
  }

  reject({ line, found, expected }: Reject): void {
    this.#rejected++;
    if (this.#faults.length < mostNamed) this.#faults.push({ row: line, found, expected });
  }

  /** Has what is there accepted; `all` also what is less than a batch. */
  async flush(all: boolean): Promise<void> {
    while (this.#rows.length >= (all ? 1 : most)) {
      const rows = this.#rows.splice(0, most);
      this.#position = await this.#run.accept(rows);
      this.#accepted += rows.length;
    }
  }

  get answer() {
    const { missing, unknown } = this.check.tally;
    return {
      accepted: this.#accepted,
      position: this.#position,
      missing,
      unknown: Object.fromEntries(unknown),
      rejected: this.#faults,
      rejected_rows: this.#rejected,
    };
  }
}

const isStream = (body: unknown): body is AsyncIterable<Buffer> =>
  typeof body === "object" && body !== null && Symbol.asyncIterator in body;

/** One JSON object a line: a row or a frame. */
async function takeLines(intake: Intake, body: AsyncIterable<Buffer>): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  let line = 0;
  const take = (text: string) => {
    line++;
    if (text.trim() === "") return;
    const sent = parsed(text);
    if (lineCheck().Check(sent)) takeSent(intake, sent, line);
    else
      intake.reject({
        line,
        column: 1,
        found: `"${text.slice(0, 60)}"`,
        expected: "a JSON object {time, parameter, value} or {time, values}",
      });
  };
  for await (const chunk of unpacked(body, "body")) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > 1_000_000)
      throw new ProblemError(
        413,
        "HW_LINE_TOO_LONG",
        phrase`line ${line + 1}: found more than 1000000 characters, expected one JSON object a line`,
      );
    for (const text of lines) take(text);
    await intake.flush(false);
  }
  take(rest + decoder.decode());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Sent = SentRow | { time: string | number; values: Record<string, SentRow["value"]> };

function takeSent(intake: Intake, sent: Sent, at: number): void {
  if ("parameter" in sent) intake.send(sent, at);
  else
    for (const [parameter, value] of Object.entries(sent.values))
      intake.send({ time: sent.time, parameter, value }, at);
}

/** A recording as `hullwatch replay` reads it, gzipped or not. */
async function takeRecording(intake: Intake, body: AsyncIterable<Buffer>): Promise<void> {
  const onReject = (reject: Reject) => intake.reject(reject);
  const reader = readerOf(intake.check, emptyTally(), { file: "body", onReject });
  const decoder = new TextDecoder("utf-8", { ignoreBOM: false });
  for await (const chunk of unpacked(body, "body")) {
    intake.add(reader.push(decoder.decode(chunk, { stream: true })));
    await intake.flush(false);
  }
  intake.add(reader.push(decoder.decode()));
  intake.add(reader.end());
}

async function takeBody(intake: Intake, request: FastifyRequest): Promise<void> {
  const { body } = request;
  if (isStream(body)) {
    const type = request.headers["content-type"] ?? "";
    return /^text\/csv|^application\/gzip/i.test(type) ? takeRecording(intake, body) : takeLines(intake, body);
  }
  const { rows = [], frames = [] } = body as { rows?: SentRow[]; frames?: Exclude<Sent, SentRow>[] };
  for (const [i, sent] of [...rows, ...frames].entries()) takeSent(intake, sent, i + 1);
}

/** Telemetry and reports in: JSON, NDJSON or a recording. */
export function rowRoutes(app: Routes, { stations, metrics }: Service): void {
  for (const type of ["application/x-ndjson", "text/csv", "application/gzip"]) {
    app.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
  }
  app.post(
    "/stations/:station/rows",
    {
      config: { needs: "send-telemetry", station: "station" },
      bodyLimit: 64 << 20,
      schema: {
        operationId: "sendRows",
        tags: ["telemetry"],
        description:
          "Takes readings and reports, any of them also late or again. JSON: {rows} or {frames}; application/x-ndjson: a row or a frame a line; text/csv: a recording, plain or gzipped. A row that cannot be read costs that row alone. Answered once everything accepted is on the disk.",
        consumes: ["application/json", "application/x-ndjson", "text/csv", "application/gzip"],
        params: ofStation,
        body: batch,
        response: { 200: accepted, ...problemResponses },
      },
      // A stream is checked line by line as it comes.
      validatorCompiler: ({ schema, httpPart }) => {
        const check = whenAsked(() => Compile(schema as unknown as typeof batch));
        return (value: unknown) => {
          if (httpPart === "body" && isStream(value)) return { value };
          return check().Check(value) ? { value } : { error: check().Errors(value) as never };
        };
      },
    },
    async (request) => {
      const { station } = request.params;
      demandReal(station, "the readings of a training come from its simulator alone");
      const intake = new Intake(stations.get(station));
      await takeBody(intake, request);
      await intake.flush(true);
      const { answer } = intake;
      metrics.rejected.inc({ station }, answer.rejected_rows);
      return answer;
    },
  );
}
