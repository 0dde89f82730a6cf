/** Centres that write while they are cut off from one another at random, and what came of it. */
import { setTimeout } from "node:timers/promises";
import { Feed } from "../packages/cli/src/testing-killed.ts";
import type { Answer } from "../packages/cli/src/testing-serve.ts";
import type { Centre, Hosts } from "./testing-centres.ts";

export interface CutsOptions {
  readonly cuts: number;
  /** (ms) The shortest and longest time for which centres are cut off, and for which they are joined. */
  readonly cut: readonly [number, number];
  readonly joined: readonly [number, number];
  /** (0 to 1) */
  readonly random: () => number;
}

export interface Outcome {
  /** Entries that people wrote and that were acknowledged; of these while somebody was cut off. */
  readonly written: number;
  readonly whileCut: number;
  /** Entries in the log, with those of the engines. */
  readonly entries: number;
  /** Acknowledged and not in the log of some centre. */
  readonly lost: number;
  /** More than once in the log of some centre. */
  readonly doubled: number;
  /** Centres whose log, state or report of the incident is not, byte for byte, that of the first. */
  readonly differing: readonly string[];
  /** Cuts at whose end another centre did not yet have the newest entry of one that was cut off: how many really cut. */
  readonly apart: number;
  /** Faults in the chains of hashes, of all centres. */
  readonly faults: number;
  /** (ms) From each joining until everything acknowledged before it was everywhere. */
  readonly convergence: readonly number[];
  readonly state: Answer;
}

const incident = "leak-1";

/** What people at a console do, one after the other. */
function* deeds(name: string, random: () => number): Generator<{ path: string; body: object }> {
  for (let i = 0; ; i++) {
    const key = `${name} ${i}`;
    const pick = random();
    const log = (kind: string, body: object) => ({ path: "/stations/cabin/log", body: { key, incident, kind, body } });
    if (pick < 0.2) yield log("hatch-moved", { hatch: "door", state: random() < 0.5 ? "open" : "closed" });
    else if (pick < 0.3) yield log("crew-moved", { who: "ann", module: random() < 0.5 ? "lab" : "node" });
    else if (pick < 0.4) yield log("poll-voted", { poll: "isolate", vote: random() < 0.5 ? "GO" : "NO-GO" });
    else yield log("note", { text: `note ${i} of ${name}` });
  }
}

/** Somebody who writes until told to stop. */
class Writer {
  readonly centre: Centre;
  readonly acknowledged: { readonly id: string; readonly at: number }[] = [];
  readonly #deeds: ReturnType<typeof deeds>;
  isOver = false;

  constructor(centre: Centre, random: () => number) {
    this.centre = centre;
    this.#deeds = deeds(centre.name, random);
  }

  async write(): Promise<void> {
    for (const { path, body } of this.#deeds) {
      if (this.isOver) return;
      const answer = await this.centre.ask("POST", path, { body });
      if (answer.status !== 201) throw new Error(`${this.centre.name}: ${JSON.stringify(answer)}`);
      this.acknowledged.push({ id: answer.body.id, at: performance.now() });
      await setTimeout(30);
    }
  }
}

/** Waits until a centre has an entry. */
async function has(centre: Centre, id: string): Promise<void> {
  for (let left = 1200; ; left--) {
    const { status } = await centre.ask("GET", `/stations/cabin/log/entries/${id}`);
    if (status === 200) return;
    if (left === 0) throw new Error(`${centre.name} has not got ${id} within a minute`);
    await setTimeout(50);
  }
}

/** (ms) Until everything that was acknowledged by now is everywhere. */
async function converged(writers: readonly Writer[]): Promise<number> {
  const start = performance.now();
  const newest = writers.flatMap(({ acknowledged }) => acknowledged.at(-1)?.id ?? []);
  await Promise.all(writers.flatMap(({ centre }) => newest.map((id) => has(centre, id))));
  return performance.now() - start;
}

/** The same alarm everywhere: each engine sees the cabin lose air within two minutes; and each centre acknowledges for itself. */
async function raiseAlarm(centres: readonly Centre[]): Promise<string> {
  const csv = `time,parameter,value\n${new Feed(1800, 1).batches.flat().join("\n")}\n`;
  const path = "/stations/cabin/rows";
  for (const centre of centres) await centre.ask("POST", path, { body: csv, type: "text/csv", by: "root" });
  for (let left = 200; ; left--) {
    const all = await Promise.all(centres.map((centre) => centre.ask("GET", "/stations/cabin/log/state")));
    const found = all.map(({ body }) => body.alarms.find((one: Answer) => one.raisings.length === centres.length)?.id);
    if (found.every((id) => id !== undefined)) return found[0];
    if (left === 0) throw new Error("no alarm was raised by every engine");
    await setTimeout(50);
  }
}

/** Cuts centres off and joins them, so many times, while each writes; then compares what they hold. */
export async function cutAndJoin({ centres, plug }: Hosts, options: CutsOptions): Promise<Outcome> {
  const { random } = options;
  const between = ([least, most]: readonly [number, number]) => least + random() * (most - least);
  const [first] = centres;
  const log = (body: object) => ({ body: { incident, ...body } });
  const asked = [{ role: "flight-director" }];
  await first.ask(
    "POST",
    "/stations/cabin/log",
    log({ kind: "incident-opened", key: "open", body: { title: "Leak" } }),
  );
  const poll = { poll: "isolate", question: "Isolate the node?", asked };
  await first.ask("POST", "/stations/cabin/log", log({ kind: "poll-opened", key: "poll", body: poll }));
  const alarm = await raiseAlarm(centres);
  const writers = centres.map((centre) => new Writer(centre, random));
  const writing = Promise.all(writers.map((writer) => writer.write()));
  writing.catch(() => {});
  const convergence: number[] = [];
  let apart = 0;
  const spans: (readonly [number, number])[] = [];
  for (let i = 0; i < options.cuts; i++) {
    await setTimeout(between(options.joined));
    // One of them at least, and with three or more sometimes all from all.
    const off = centres.filter((_, k) => k === i % centres.length || random() < 0.3);
    for (const { name } of off) plug(name, false);
    const since = performance.now();
    await setTimeout(between(options.cut) / 2);
    const acknowledge = `/stations/cabin/alarms/${alarm}/acknowledge`;
    if (i === 0)
      await Promise.all(centres.map((centre) => centre.ask("POST", acknowledge, { body: { key: "known" } })));
    await setTimeout(between(options.cut) / 2);
    if (await isApart(writers, off, since)) apart++;
    for (const { name } of off) plug(name, true);
    spans.push([since, performance.now()]);
    convergence.push(await converged(writers));
  }
  for (const writer of writers) writer.isOver = true;
  await writing;
  await converged(writers);
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  return {
    ...(await compare(centres, new Set(acknowledged.map(({ id }) => id)))),
    written: acknowledged.length,
    whileCut: acknowledged.filter(({ at }) => spans.some(([from, to]) => at >= from && at < to)).length,
    convergence,
    apart,
  };
}

/** Whether what somebody wrote who is cut off since then is unknown to all others. */
async function isApart(writers: readonly Writer[], off: readonly Centre[], since: number): Promise<boolean> {
  const one = writers.find(({ centre }) => off.includes(centre))!;
  // What was sent before the cut may be acknowledged after it.
  const own = () => one.acknowledged.findLast(({ at }) => at > since + 200);
  for (let left = 200; own() === undefined && left > 0; left--) await setTimeout(50);
  const id = own()?.id;
  const others = writers.filter((writer) => writer !== one);
  const answers = await Promise.all(others.map(({ centre }) => centre.ask("GET", `/stations/cabin/log/entries/${id}`)));
  return answers.every(({ status }) => status === 404);
}

async function compare(centres: readonly Centre[], acknowledged: ReadonlySet<string>) {
  const all = await Promise.all(
    centres.map(async (centre) => {
      const log = await centre.wholeLog();
      const { body: state } = await centre.ask("GET", "/stations/cabin/log/state");
      const report = await centre.ask("GET", `/stations/cabin/incidents/${incident}/export`);
      const { body: verified } = await centre.ask("GET", "/log/verification", { by: "root" });
      const ids = log.map(({ id }) => id);
      const said = log.map(({ entry }) => `${entry.centre} ${entry.author.id} ${entry.key}`);
      return {
        name: centre.name,
        state,
        bytes: JSON.stringify([log, state, report.body.entries, report.body.heads]),
        entries: log.length,
        lost: [...acknowledged].filter((id) => !ids.includes(id)).length,
        doubled: ids.length - new Set(ids).size + said.length - new Set(said).size,
        faults: verified.faults.length,
      };
    }),
  );
  const sum = (of: "lost" | "doubled" | "faults") => all.reduce((total, one) => total + one[of], 0);
  return {
    entries: all[0].entries,
    lost: sum("lost"),
    doubled: sum("doubled"),
    faults: sum("faults"),
    differing: all.filter(({ bytes }) => bytes !== all[0].bytes).map(({ name }) => name),
    state: all[0].state,
  };
}
