import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { choices } from "@hullwatch/core/phrase";
import { parseStation, type Station } from "@hullwatch/core/station";
import { UsageError } from "./errors.ts";

/** The folder that stations/, scenarios/ and recordings/ stand in. */
const home = join(import.meta.dirname, "../../../..");

export type ShippedKind = "station" | "scenario" | "evidence" | "procedure";
const folders: Readonly<Record<ShippedKind, string>> = {
  station: "stations",
  scenario: "scenarios",
  evidence: "evidence",
  procedure: "procedures",
};

const article = (kind: ShippedKind) => (kind === "evidence" ? `an ${kind}` : `a ${kind}`);
/** Folder of the built console; there where somebody has built it. */
export const consoleFolder = join(home, "packages/console/dist");

/** A file of text and the name that messages give it. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** As a person here would type it. */
const shown = (path: string) => {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
};

/** The files of a kind that ship, by id. */
export function shipped(kind: ShippedKind): ReadonlyMap<string, string> {
  const folder = join(home, folders[kind]);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".yaml")) : [];
  return new Map(names.sort().map((name) => [basename(name, ".yaml"), join(folder, name)]));
}

/** Reads the file that an argument names: a path, or the id of one that ships. Throws `UsageError` where there is none. */
export function readNamed(kind: ShippedKind, argument: string): TextFile {
  const found = shipped(kind);
  const path = existsSync(argument) ? argument : found.get(argument);
  if (path === undefined) {
    const which = choices([...found.keys()], basename(argument, ".yaml"));
    throw new UsageError(
      `${argument}: found no such file, expected the path of ${article(kind)} file, or one that ships: ${which}`,
    );
  }
  if (!statSync(path).isFile()) throw new UsageError(`${argument}: found a directory, expected ${article(kind)} file`);
  return { name: path === argument ? argument : shown(path), text: readText(path) };
}

/** Throws `UsageError` where the file cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${path}: found ${(error as Error).message}, expected a file that can be read`);
  }
}

/**
 * The station that an argument names: a file, or the id of one that ships. Throws `UsageError` where there is none, and
 * what `parseStation` throws for a file that breaks a rule.
 */
export function loadStation(argument: string): Station {
  const { text, name } = readNamed("station", argument);
  return parseStation(text, name);
}

/** The station that a file names, as a path from where Hullwatch is or an id. */
export const loadNamedStation = (named: string): Station => loadStation(stationPath(named));

/** A scenario names its station from where Hullwatch is, whatever folder the command runs in. */
export function stationPath(named: string): string {
  const own = join(home, named);
  return existsSync(own) ? shown(own) : named;
}
