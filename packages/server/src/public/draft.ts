/** What might be told the public, written from the state: a draft, which a flight director changes and releases. */
import type { Station } from "@hullwatch/core/station";
import type { WireEvent } from "../records/index.ts";
import type { View } from "../stations/index.ts";

export interface ReleaseDraft {
  readonly title: string;
  readonly text: string;
  /** What it rests on, for the flight director alone. */
  readonly basis: readonly string[];
}

interface Said {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
const said = (quantity: unknown): Said | null => (typeof quantity === "object" ? (quantity as Said | null) : null);

const clock = (iso: string) => `${iso.slice(11, 16)} UTC`;
const day = (iso: string) =>
  new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const about = (x: number) => Number(x.toPrecision(2)).toString();

/** In words that promise no more than the number holds. */
function lasting(hours: number): string {
  if (hours >= 72) return `more than ${Math.floor(hours / 24)} days`;
  if (hours >= 3) return `more than ${Math.floor(hours)} hours`;
  return `about ${Math.floor(hours * 60)} minutes`;
}

/** A draft of a release about `station` as it is now; null where nothing has been heard of it yet. */
export function draftRelease(station: Station, view: View): ReleaseDraft | null {
  if (view.newest === null) return null;
  const now = new Date(view.newest * 1000).toISOString();
  const standing = Object.values(view.alarms)
    .filter(({ told }) => told)
    .map(({ event }) => event);
  const falls = standing.filter(({ kind }) => kind === "leak" || kind === "rapid-depress");
  const { title, lines, basis } = falls.length === 0 ? steady(view, standing) : falling(view, falls);
  const text = [`As of ${clock(now)} on ${day(now)}: ${lines[0]}`, ...lines.slice(1)].join(" ");
  return { title: `${station.name}: ${title}`, text, basis };
}

interface Draft {
  readonly title: string;
  readonly lines: readonly string[];
  readonly basis: readonly string[];
}

/** No leak is known: after a repair that is said, and what it rests on. */
function steady({ events }: View, standing: readonly WireEvent[]): Draft {
  const checks = Object.values(events).filter(({ type, verdict }) => type === "check" && verdict === "tight");
  const repairs = Object.values(events).filter(({ type }) => type === "repair");
  const others = standing.map(({ text }) => `stands: ${text}`);
  const basis = [...checks, ...repairs].map(({ text }) => String(text)).concat(others);
  if (checks.length > 0)
    return {
      title: "cabin pressure holding steady",
      lines: [
        "cabin pressure is holding steady after a repair, and a leak check has found the repaired section tight.",
      ],
      basis,
    };
  if (repairs.length > 0)
    return {
      title: "cabin pressure holding steady",
      lines: ["cabin pressure is holding steady after a repair.", "Flight controllers continue to watch it."],
      basis,
    };
  return {
    title: "cabin pressure steady",
    lines: ["cabin pressure is steady and no leak is known."],
    basis: ["no leak alarm stands", ...others],
  };
}

/** (mmHg/h) From here on nobody calls a fall slow: the limit of the alarm for a gross drop. */
const rapid = 60;

function falling({ events }: View, falls: readonly WireEvent[]): Draft {
  const isKnown = falls.some(({ kind }) => kind === "leak");
  const { estimate, location } = isKnown ? events : {};
  const fall = said(estimate?.dpdt)?.value;
  const reserve = said(estimate?.reserve)?.low;
  const rate = typeof fall === "number" ? `, at about ${about(fall)} mmHg an hour` : "";
  const isRapid = falls.some(({ kind }) => kind === "rapid-depress") || (typeof fall === "number" && fall >= rapid);
  const what = `${isRapid ? "rapid" : "slow"} fall of`;
  const lines = [`flight controllers are following a ${what} the cabin pressure${rate}.`];
  if (typeof reserve === "number")
    lines.push(`At this rate the air of the crew lasts for ${lasting(reserve)} without any countermeasure.`);
  const found = location?.verdict === "module" || location?.verdict === "set";
  lines.push(
    found
      ? "The crew has narrowed down where the air is lost."
      : "The crew is working with the control centres to find where the air is lost.",
  );
  return {
    title: `crew following a ${what} cabin pressure`,
    lines,
    basis: [...falls, estimate, location].flatMap((event) =>
      event === undefined ? [] : [String(event.text ?? `${event.type} of ${event.time}`)],
    ),
  };
}
