import type { Cause, CauseAnswer } from "@hullwatch/core/cause";
import type { Shell } from "../shell/index.ts";
import { wrap } from "./text.ts";

const order = ["debris", "meteoroid", "drilled", "crack", "seal"] as const satisfies readonly Cause[];

const width = 11;
const first = 24;
const column = (text: string) => text.padStart(width);
const row = (name: string, cells: (cause: Cause) => string) =>
  `  ${name.padEnd(first)}${order.map((cause) => column(cells(cause))).join("")}`;
const small = (p: number) => (p >= 0.01 ? p.toFixed(3) : p === 0 ? "0" : p.toExponential(1));

/** Never 0 % and never 100 %: nothing here is certain. */
function percent(p: number): string {
  if (p > 0.999995) return ">99.999 %";
  if (p > 0.9995) return `${(100 * p).toFixed(3)} %`;
  if (p >= 0.0005) return `${(100 * p).toFixed(1)} %`;
  return p >= 1e-6 ? `${(100 * p).toPrecision(1)} %` : "<0.0001 %";
}

const signed = (x: number) => `${x >= 0 ? "+" : ""}${x.toFixed(1)}`;
const indented = (name: string, text: string) => wrap(`  ${name.padEnd(14)} ${text}`, 110, 17);

/** Causes weighed, for people: never one word, always what each piece of evidence did. */
export function causeText(shell: Shell, a: CauseAnswer): string {
  const where = a.station === null ? a.module : `${a.module} of ${a.station}`;
  const lines = [
    shell.paint("bold", a.name),
    `  a hole in ${where}, ${Number(a.exposure_days.toPrecision(4))} days in space`,
    "",
    row("", (cause) => cause),
    row("prior, in that time", (cause) => small(a.priors[cause].value)),
    row("given that there is one", (cause) => percent(a.before[cause])),
    ...a.evidence.flatMap((e) => [
      "",
      shell.paint("bold", `  ${e.kind}: ${e.found}`),
      row("  P(found | cause)", (cause) => `${small(e.likelihood[cause])}${e.edited.includes(cause) ? "*" : ""}`),
      row("  weight, decibans", (cause) => signed(e.decibans[cause])),
      row("  believed then", (cause) => percent(e.after[cause])),
    ]),
    "",
    shell.paint(
      "bold",
      row("in the end", (cause) => percent(a.posterior[cause].value)),
    ),
    row("  prior off, least", (cause) => percent(a.posterior[cause].low)),
    row("  prior off, most", (cause) => percent(a.posterior[cause].high)),
    ...a.evidence.map((e) => row(`  without ${e.kind}`, (cause) => percent(e.without[cause]))),
    "",
    ...order.flatMap((cause) => {
      const { low, high, source } = a.priors[cause];
      return indented(cause, `${small(low)} to ${small(high)}: ${source}`);
    }),
    ...a.evidence.flatMap((e) =>
      indented(e.kind, [e.why, e.source, e.by && `put down by ${e.by}`].filter(Boolean).join("; ")),
    ),
    ...(a.evidence.some((e) => e.edited.length > 0) ? indented("*", "edited in the evidence file") : []),
    ...a.accuracy.flatMap((t) => indented("shots", t.text)),
    ...a.notes.flatMap((note) => indented("note", note)),
    ...jetLines(a.jet),
  ];
  return `${lines.join("\n")}\n`;
}

function jetLines(jet: CauseAnswer["jet"]): string[] {
  if (jet === null) return [];
  const number = (x: number | null, digits: number) => (x === null ? "unknown" : x.toFixed(digits));
  const rows = jet.candidates
    .toSorted((x, y) => (y.factor ?? 0) - (x.factor ?? 0) || (y.torque_max_Nm ?? -1) - (x.torque_max_Nm ?? -1))
    .map(
      (c) =>
        `    ${c.module.padEnd(18)}${number(c.arm_m, 1).padStart(8)} m${number(c.torque_max_Nm, 2).padStart(10)} N m` +
        (jet.torque_Nm === null
          ? ""
          : `${number(c.unexplained_Nm, 2).padStart(12)} N m left${number(c.factor, 2).padStart(8)}`),
    );
  const felt =
    jet.torque_Nm === null
      ? "no torque is told of"
      : `${jet.torque_Nm.map((x) => x.toFixed(2)).join(", ")} N m that nothing else explains; last column: how likely it is with the hole there, over the likeliest`;
  return [
    "",
    `  jet of ${Number(jet.area_mm2.toPrecision(3))} mm2 at ${Number(jet.pressure_mmHg.toPrecision(4))} mmHg: 0 to ${jet.thrust_N.toFixed(3)} N, direction unknown; ${felt}`,
    ...rows,
    ...indented(
      "note",
      "drag alone makes 0.5 to 8 N m: a torque tells which side, near or far, at most a factor 3; it is research",
    ),
  ];
}
