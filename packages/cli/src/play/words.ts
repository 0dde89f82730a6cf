import type { ActionInput } from "@hullwatch/core/engine";
import { formatQuantity } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";

/** What a person did, in a sentence. */
export function inputText(station: Station, input: ActionInput): string {
  const module = (id: string) => station.modules.find((m) => m.id === id)?.name ?? id;
  const place = (name: string, hole?: string) => (hole === undefined ? name : `${name}, hole ${hole}`);
  switch (input.type) {
    case "hatch": {
      const between = station.hatches
        .find((h) => h.id === input.hatch)
        ?.between.map(module)
        .join(" and ");
      return `Hatch between ${between ?? input.hatch}: ${input.state}`;
    }
    case "supply":
      return input.rate === 0
        ? `${input.supply} shut`
        : `${input.supply} let in at ${formatQuantity("massFlow", input.rate, "kg/h")}`;
    case "crew":
      return `${input.who} is in ${module(input.module)}`;
    case "gauge":
      return `Read by hand in ${module(input.module)}: ${formatQuantity("pressure", input.value, "mmHg", 4)}`;
    case "patch":
      return `Patch in ${place(module(input.module), input.hole)}: ${input.state}`;
    case "attach":
      return `${input.kind} of the hole in ${place(module(input.module), input.hole)}: ${input.name}`;
    case "search":
      return `Searched ${module(input.module)}: ${input.found ? "found" : "nothing found"}`;
    case "flow":
      return `Air flows through ${input.hatch} towards ${module(input.towards)}`;
    case "torque":
      return `Torque about ${input.axis} that nothing explains: ${input.value} N m`;
    case "check":
      return `Leak check of ${module(input.module)}: ${input.state}`;
    case "note":
      return `${input.who}: ${input.text}`;
  }
}
