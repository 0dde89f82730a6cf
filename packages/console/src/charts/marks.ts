/** What happened meanwhile, to stand in a chart. */
import { type LogReader, sentenceOf } from "../log/sentence.ts";
import type { StoredEntry } from "../station/index.ts";

export interface PlotMark {
  /** (s) UNIX time. */
  readonly time: number;
  readonly label: string;
  readonly isAlarm: boolean;
}

/** (letters) Of a name in a chart. */
const longest = 40;

const short = (text: string) => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

/** Alarms, hatches and work on holes, in order of time. */
export function marksOf(entries: readonly StoredEntry[], reader: LogReader): readonly PlotMark[] {
  return entries
    .flatMap(({ entry: { kind, body, time } }): PlotMark[] => {
      const mark = { time: Date.parse(time) / 1000, isAlarm: kind === "alarm-raised" };
      if (kind === "alarm-raised") return [{ ...mark, label: reader.say(`alarm.${body.type}` as "alarm.leak") }];
      if (kind !== "hatch-moved" && kind !== "action") return [];
      return [{ ...mark, label: short(sentenceOf({ kind, body }, reader).text) }];
    })
    .toSorted((a, b) => a.time - b.time);
}
