import { phrase } from "@hullwatch/core/phrase";
import Type, { type Static } from "typebox";
import { digestOf, linkHash, linkOf, Verifier } from "../chain/index.ts";
import { checksOf, compareEntries, type Entry, entrySchema, idOf } from "../entry/index.ts";
import type { Head, Log, TakenIn, Verification } from "../log.ts";
import { largestPage, QueryError } from "../store/index.ts";
import { ExportError } from "./errors.ts";

const hash = Type.String({ pattern: "^[0-9a-f]{64}$" });
const head = Type.Object({ centre: Type.String(), seq: Type.Integer({ minimum: 1 }), hash });

/** An incident in one file: its entries, and what their chains are made of in between. */
export const incidentExportSchema = Type.Object({
  hullwatch: Type.Literal("incident/1"),
  station: Type.String(),
  incident: Type.String(),
  exported: Type.String({ format: "date-time" }),
  /** In the order of the log. */
  entries: Type.Array(entrySchema),
  /** Entries of other matters from the first of these to the head: not what they say, but the hash of it. */
  between: Type.Array(
    Type.Object({ centre: Type.String(), seq: Type.Integer({ minimum: 1 }), previous: hash, digest: hash, hash }),
  ),
  /** The newest entry of every centre that has written here. */
  heads: Type.Array(head),
});
export type IncidentExport = Static<typeof incidentExportSchema>;
type Between = IncidentExport["between"][number];

const checks = checksOf(incidentExportSchema);

/**
 * Everything that the log holds of an incident, at `now` (ms): its entries, and corrections to them wherever they are
 * filed. Throws `QueryError` where there is none.
 */
export async function exportIncident(
  log: Log,
  { station, incident }: { readonly station: string; readonly incident: string },
  now: number,
): Promise<IncidentExport> {
  const entries = await everything(log, { station, incident });
  if (entries.length === 0)
    throw new QueryError(phrase`found no entry of the incident "${incident}" of ${station}, expected one`);
  const ids = new Set(entries.map(idOf));
  const corrections = await everything(log, { kinds: ["correction"] });
  const all = new Map(
    entries.concat(corrections.filter(({ body }) => ids.has(String(body.of)))).map((one) => [one.hash, one]),
  );
  const chosen = [...all.values()].sort(compareEntries);
  const heads = (await log.heads()).filter(({ centre }) => chosen.some((entry) => entry.centre === centre));
  return {
    hullwatch: "incident/1",
    station,
    incident,
    exported: new Date(now).toISOString(),
    entries: chosen,
    between: await between(log, chosen, heads),
    heads: [...heads],
  };
}

async function everything(log: Log, filter: Parameters<Log["list"]>[0]): Promise<Entry[]> {
  const found: Entry[] = [];
  for (;;) {
    const last = found.at(-1);
    const { entries, more } = await log.list({
      ...filter,
      limit: largestPage,
      ...(last === undefined ? {} : { after: idOf(last) }),
    });
    found.push(...entries.map(({ entry }) => entry));
    if (!more) return found;
  }
}

/** What stands between the chosen entries of each centre, and after them. */
async function between(log: Log, chosen: readonly Entry[], heads: readonly Head[]): Promise<Between[]> {
  const links: Between[] = [];
  const hashes = new Set(chosen.map((entry) => entry.hash));
  for (const { centre, seq: last } of heads) {
    const first = Math.min(...chosen.filter((entry) => entry.centre === centre).map(({ seq }) => seq));
    for (let from = first; from <= last; from += largestPage) {
      const page = await log.range(centre, from, Math.min(last, from + largestPage - 1));
      const others = page.filter(({ entry }) => !hashes.has(entry.hash));
      links.push(...others.map(({ entry }) => linkBetween(entry)));
    }
  }
  return links;
}

const linkBetween = (entry: Entry): Between => {
  const { centre, seq, previous, hash } = entry;
  return { centre, seq, previous, digest: digestOf(entry), hash };
};

/** What a text or a value holds, if it is an exported incident. Throws `ExportError`. */
export function readExport(from: unknown): IncidentExport {
  const value = typeof from === "string" ? parsed(from) : from;
  if (checks().Check(value)) return value;
  const [{ instancePath, message }] = checks().Errors(value);
  throw new ExportError(`${instancePath.slice(1) || "the file"}: ${message} (an incident exported by Hullwatch)`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExportError(`found text that is not JSON (${(error as Error).message}), expected an exported incident`);
  }
}

/**
 * Checks an exported incident by itself: that every entry is what was written, in its place in an unbroken chain to the
 * head of its centre. It cannot tell that an entry was left out on purpose: what is not shown stands there as a link.
 * `anchors`: heads that were kept elsewhere; those of numbers that the file does not reach say nothing.
 */
export function verifyExport({ entries, between, heads }: IncidentExport, anchors: readonly Head[] = []): Verification {
  const links = [
    ...entries.map((entry) => ({ centre: entry.centre, link: linkOf(entry, entry.seq) })),
    ...between.map(({ centre, seq, previous, digest, hash }) => ({
      centre,
      link: { at: seq, seq, previous, hash, due: linkHash(previous, digest) },
    })),
  ].sort((a, b) => (a.centre < b.centre ? -1 : a.centre > b.centre ? 1 : a.link.at - b.link.at));
  const reached = anchors.filter(({ centre, seq }) =>
    links.some((one) => one.centre === centre && one.link.at === seq),
  );
  const verifier = new Verifier([...heads, ...reached]);
  for (const { centre, link } of links) verifier.add(centre, link, link.at);
  return verifier.end();
}

/** Takes an exported incident into a log. Entries that are not what their hash says are refused; they are told of in both. */
export async function importIncident(
  log: Log,
  exported: IncidentExport,
): Promise<TakenIn & { readonly verification: Verification }> {
  const taken = await log.takeIn(exported.entries);
  return { ...taken, verification: verifyExport(exported) };
}
