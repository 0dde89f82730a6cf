/** What happened meanwhile, to stand in a chart. */
import { hatchName, type StoredEntry, type WholeStation } from "../station/index.ts";
import type { Say } from "../units/index.ts";

export interface PlotMark {
  /** (s) UNIX time. */
  readonly time: number;
  readonly label: string;
  readonly isAlarm: boolean;
}

/** (letters) Of what people have written. */
const longest = 40;

/** Alarms, hatches and work on holes, in order of time. */
export function marksOf(entries: readonly StoredEntry[], whole: WholeStation, say: Say): readonly PlotMark[] {
  return entries
    .flatMap(({ entry: { kind, body, time } }): PlotMark[] => {
      const mark = { time: Date.parse(time) / 1000, isAlarm: kind === "alarm-raised" };
      if (kind === "alarm-raised") return [{ ...mark, label: say(`alarm.${body.type}` as "alarm.leak") }];
      if (kind === "hatch-moved") {
        const state = say(body.state === "closed" ? "map.closed" : "map.open");
        return [{ ...mark, label: `${hatchName(whole, String(body.hatch))}: ${state}` }];
      }
      return kind === "action" ? [{ ...mark, label: String(body.text).slice(0, longest) }] : [];
    })
    .toSorted((a, b) => a.time - b.time);
}
