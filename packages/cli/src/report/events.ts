import type {
  AdviceEvent,
  AlarmEvent,
  CheckEvent,
  EstimateEvent,
  HullwatchEvent,
  LocationEvent,
} from "@hullwatch/core/engine";
import { lasting } from "@hullwatch/core/engine";
import { formatInterval, formatQuantity } from "@hullwatch/core/quantity";
import type { Shell, Style } from "../shell/index.ts";
import { doing, shortly } from "./doing.ts";
import { spanInterval, utc, wrap } from "./text.ts";

const width = 100;
/** (s) An estimate that says nothing new is told this often. */
const quiet = 3 * 3600;

/** Modules named, the likeliest first. */
const named = 3;

const styles: Readonly<Record<string, Style>> = {
  leak: ["red", "bold"],
  "rapid-depress": ["red", "bold"],
  "reserve-short": ["red", "bold"],
};

const checkStyles: Readonly<Record<CheckEvent["verdict"], Style>> = {
  tight: "green",
  leaking: "red",
  undecided: "yellow",
};

/** What is called a leak is never put at less than a hundredth of its upper bound: there that bound alone says something. */
const isUnsized = ({ dpdt }: EstimateEvent) => dpdt.value <= dpdt.low;

/** The hole, the rate and the time left, in one sentence. */
export function estimateText(e: EstimateEvent): string {
  if (isUnsized(e)) {
    const [rate, flow] = [
      formatQuantity("pressureRate", e.dpdt.high, "mmHg/h", 2),
      formatQuantity("massFlow", e.rate.high, "kg/day", 2),
    ];
    const reserve = e.reserve === null ? "reserve not touched" : `reserve over ${lasting(e.reserve.low)}`;
    return `at most ${rate}, ${flow} (95 %), if anything still leaks; ${reserve}`;
  }
  const rate = `${formatInterval("pressureRate", e.dpdt, "mmHg/h")}, ${formatInterval("massFlow", e.rate, "kg/day")}`;
  const hole = `hole ${formatInterval("length", e.diameter, "mm")} at Cd ${e.dischargeCoefficient}`;
  return `${rate}; ${hole}; reserve ${e.reserve === null ? "not touched" : spanInterval(e.reserve)}`;
}

/** The likeliest places. */
export function locationText({ probability, verdict, modules, hatches, twoLeaks }: LocationEvent): string {
  const likely = Object.entries(probability)
    .sort((a, b) => b[1] - a[1])
    .slice(0, named)
    .map(([module, p]) => `${module} ${(100 * p).toFixed(p > 0.99 ? 1 : 0)} %`);
  const most = likely.join(", ");
  if (verdict === "indeterminate") {
    const which = hatches.length === 1 ? `hatch ${hatches[0]}` : `one of hatches ${hatches.join(", ")}`;
    return `${which} is not as told: nothing follows from it; ${most}`;
  }
  if (twoLeaks) return `two leaks: in ${twoLeaks.sides.map((side) => side.join(" ")).join(", and in ")}`;
  if (verdict === "module") return `in ${most}`;
  return verdict === "open" ? most : `in ${modules.join(" ")}; ${most}`;
}

/** What to do, and how long it may all take. */
const adviceText = (e: AdviceEvent) =>
  `${doing(e)}${e.action === "open" ? ` (${e.why})` : ""}${e.expected > 0 ? `; ${shortly(e.expected)} expected to the end of the search${bookText(e)}` : ""}`;

const bookText = ({ ruleBook }: AdviceEvent) =>
  ruleBook === null || ruleBook.hatches.length === 0
    ? ""
    : `, ${shortly(ruleBook.expected)} by the rule book (${ruleBook.groups[0].join(" ")} first: close ${ruleBook.hatches.join(", ")})`;

const alarmHead = ({ state, kind }: AlarmEvent) => (state === "raised" ? `ALARM ${kind}` : `cleared ${kind}`);

/** Head, text and colour of what is told each time it is said. */
function lineOf(event: Exclude<HullwatchEvent, AlarmEvent | EstimateEvent>): [string, string, Style] {
  switch (event.type) {
    case "advice":
      return ["advice", adviceText(event), ["yellow", "bold"]];
    case "location":
      return ["location", locationText(event), "cyan"];
    case "check":
      return [`check ${event.verdict}`, event.text, checkStyles[event.verdict]];
    case "repair":
      return [`hole ${event.hole}`, event.text, "cyan"];
    default:
      return [event.type, event.text, "cyan"];
  }
}

/** The lines that a report has for an event: none for an estimate that adds nothing to the last one told. */
export function createEventLines(shell: Shell): (event: HullwatchEvent) => string[] {
  let told: EstimateEvent | null = null;
  const tell = (time: number, head: string, text: string, style: Style) => {
    const [first, ...more] = wrap(`${utc(time)}  ${head}  ${text}`, width, 22);
    return [first.replace(head, shell.paint(style, head)), ...more];
  };
  return (event) => {
    if (event.type === "alarm") {
      if (event.kind === "leak") told = null;
      const style = event.state === "cleared" ? "green" : (styles[event.kind] ?? "yellow");
      return tell(event.time, alarmHead(event), event.text, style);
    }
    if (event.type !== "estimate") return tell(event.time, ...lineOf(event));
    const { value, high } = event.dpdt;
    const within = (last: EstimateEvent) =>
      isUnsized(event) ? isUnsized(last) && high <= last.dpdt.high : value >= last.dpdt.low && value <= last.dpdt.high;
    const known = told !== null && within(told) && event.time - told.time < quiet;
    if (known) return [];
    told = event;
    return tell(event.time, "estimate", estimateText(event), "cyan");
  };
}
