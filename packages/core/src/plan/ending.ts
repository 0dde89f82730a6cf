/** What is done once the search can go no further: the leak is shut off, looked for on the spot, or left. */
import { fromSI, type Second, second } from "../quantity/index.ts";
import type { Hatch } from "../station/index.ts";
import { cellsOf, type Layout } from "./layout.ts";
import { leaving } from "./leaving.ts";
import type { Part } from "./part.ts";
import type { Grown, Past } from "./past.ts";
import type { PlanNode } from "./plan.ts";
import { mayOpen, pressureIn } from "./reopen.ts";
import type { Search } from "./search.ts";
import type { Situation } from "./situation.ts";
import type { Task } from "./task.ts";
import { airFrom, type Cut, farFirst, fromPeople, seatOf, wayTo } from "./walk.ts";

/** (s) Air that lasts so long leaves time to look for a hole in it. An assumption. */
export const aDay = 86_400;

export function endingOf(situation: Situation, layout: Layout, search: Search): (task: Task, past: Past) => Grown {
  const { station, leak } = situation;
  const { reservePressure, abandonBelowReserve } = station.limits;
  const modulesOf = (mask: number) => [...cellsOf(mask)].flatMap((i) => layout.cells[i].modules);
  const suspects = ({ mask }: Part) => [...cellsOf(mask)].flatMap((i) => layout.cells[i].candidates);
  const names = (ids: readonly string[]) => listed(ids.map((id) => station.modules.find((m) => m.id === id)!.name));
  const size = (ids: Iterable<string>) =>
    [...ids].reduce((sum, id) => sum + station.modules.find((m) => m.id === id)!.volume, 0);

  const ended = (modules: readonly string[], over: Pick<PlanNode, "action" | "why"> & Partial<PlanNode>): Grown => ({
    node: { hatches: [], crew: {}, modules, watch: second(0), observe: [], expected: second(0), outcomes: [], ...over },
    time: 0,
    closures: 0,
    set: modules.length > 1 ? 1 : 0,
  });

  /** The same after hatches have been moved for it. */
  const after = (ending: Grown, over: Pick<PlanNode, "action" | "why" | "hatches" | "crew">): Grown => {
    const { modules } = ending.node;
    return { ...ending, node: { ...ending.node, ...over, outcomes: [{ modules, probability: 1, next: ending.node }] } };
  };

  function reserveOf({ part, gate }: Task, { pressure }: Past): number {
    const volume = gate === null ? part.volume : search.partOf(part.mask | gate.home).volume;
    return ((pressure - reservePressure) * volume) / leak;
  }

  const around = (inside: ReadonlySet<string>) =>
    station.hatches.filter(({ between: [a, b] }) => inside.has(a) !== inside.has(b));

  /** By person who would be on another side of what is shut than their seat, or in the part: where to go. */
  function outOf(inside: ReadonlySet<string>, { closed, at }: Past, shut: ReadonlySet<string>): Record<string, string> {
    const crew: Record<string, string> = {};
    for (const [person, module] of at) {
      const home = airFrom(station, shut, seatOf(station, person));
      if (inside.has(module) || !home.has(module)) crew[person] = wayTo(station, closed, module, home)!;
    }
    return crew;
  }

  /** People who would have nothing but their own vehicle for good, with these hatches shut and all others opened again. */
  function sealedIn(hatches: readonly Hatch[], { closed }: Past) {
    // A hatch that may not be as told moves all the same: it is not what shuts people in.
    const stuck = station.hatches.filter(
      ({ id, operable }) => closed.has(id) && !operable && !situation.untight?.has(id),
    );
    return station.crew.some(({ vehicle, id }) => {
      const { modules } = station.vehicles.find((v) => v.id === vehicle)!;
      const isAlone = (shut: readonly Hatch[]) =>
        [...airFrom(station, new Set(shut.map((hatch) => hatch.id)), seatOf(station, id))].every((module) =>
          modules.includes(module),
        );
      return isAlone([...stuck, ...hatches]) && !isAlone(stuck);
    });
  }

  /** Somebody whose seat shares air with the part. */
  const nearby = ([first]: ReadonlySet<string>, { closed }: Past) =>
    station.crew.find(({ id }) => airFrom(station, closed, seatOf(station, id)).has(first));

  function shutOff(
    inside: ReadonlySet<string>,
    hatches: readonly Hatch[],
    modules: readonly string[],
    past: Past,
  ): Grown {
    const open = hatches.filter(({ id }) => !past.closed.has(id));
    const shut = new Set([...past.closed, ...hatches.map(({ id }) => id)]);
    const outside = isListed
      ? "everybody and every ship with somebody's seat is on the sound side"
      : "it stays shut off, and nobody stays in it";
    const kept = ended(modules, {
      action: "isolate",
      hatches: hatches.map(({ id }) => id),
      crew: outOf(inside, past, shut),
      why: `${whatLeaks(modules)} leaks: ${outside}`,
    });
    if (open.length === 0) return kept;
    const sides = [...inside].slice(0, 1).map((id) => airFrom(station, shut, id));
    const sideOf = (module: string) => {
      const known = sides.findIndex((side) => side.has(module));
      return known >= 0 ? known : sides.push(airFrom(station, shut, module)) - 1;
    };
    const cuts = open.map(({ id, between: [a, b] }): Cut => ({ hatch: id, sides: [sideOf(a), sideOf(b)] }));
    const own = sideOf(seatOf(station, nearby(inside, past)!.id));
    const { crew } = kept.node;
    return after(
      { ...kept, node: { ...kept.node, crew: {} } },
      {
        action: "close",
        hatches: farFirst(cuts, own),
        crew,
        why: `${whatLeaks(modules)} leaks: shut it off, which is the safe state, then look for the hole`,
      },
    );
  }

  /** With people who would be left with their vehicle alone the part stays joined, where its air lasts; else all leave. */
  function stay(hatches: readonly Hatch[], modules: readonly string[], past: Past): Grown {
    const { closed, pressure, parted } = past;
    const own = airFrom(station, closed, modules[0]);
    const isHome = (id: string) => !own.has(id) && holdsSeat(airFrom(station, closed, id));
    const bars = station.hatches.filter(({ id, operable, state, between: [a, b] }) => {
      const isUsual =
        state === "open" ||
        situation.hatches(id) === "open" ||
        [a, b].some((id) => isHome(id) && (own.has(a) || own.has(b)));
      return (
        closed.has(id) && operable && isUsual && mayOpen(situation, pressureIn(situation, a), pressureIn(situation, b))
      );
    });
    // All that is shut between the part and the rest of the station, as far as people come.
    const barred = new Set([...closed].filter((id) => !bars.some((hatch) => hatch.id === id)));
    const whole = airFrom(station, barred, modules[0]);
    const joining = bars.filter(({ between }) => between.every((id) => whole.has(id)));
    const [wanted] = joining.length > 0 ? fromPeople(station, joining, past) : [[]];
    const most = Math.max(...[...whole].map((id) => pressureIn(situation, id)));
    const able = wanted.length === 0 || mayOpen(situation, pressure, Math.max(pressure, most));
    const sound = Math.max(pressure, Math.min(parted ?? most, most));
    const gas = pressure * size(own) + sound * (size(whole) - size(own));
    const lasts = (gas - reservePressure * size(whole)) / leak;
    const shared = station.crew.map(({ id }) => seatOf(station, id)).filter((seat) => isBeside(seat, hatches, closed));
    const alone = `${whatLeaks(modules)} leaks, and without it people have their vehicle alone`;
    if (!able || !shared.every((home) => whole.has(home)))
      return leave(modules, past, `${alone}; no hatch to it may be opened`);
    if (!(lasts > aDay)) return leave(modules, past, `${alone}; ${lasting(lasts)}`);
    const why = `${whatLeaks(modules)} leaks: look for the hole there and patch it; ${lasting(lasts)}; the ship would be lost if it were shut off`;
    const look = ended(modules, { action: "search-module", why });
    if (wanted.length === 0) return look;
    return after(look, { action: "open", hatches: wanted, crew: {}, why });
  }

  const isBeside = (seat: string, hatches: readonly Hatch[], closed: ReadonlySet<string>) => {
    const air = airFrom(station, closed, seat);
    return hatches.some(({ between }) => between.some((id) => air.has(id)));
  };

  const whatLeaks = (modules: readonly string[]) =>
    modules.length === 1 ? names(modules) : `one of ${names(modules)}, which no safe closure tells apart,`;

  const leave = (modules: readonly string[], past: Past, why: string) =>
    ended(modules, { action: "evacuate", ...leaving(situation, modules, past), why });

  /** The part, where it is shut off and holds no seat; else its only cell that may leak, if there is one only. */
  function toShutOff({ part }: Task, past: Past): ReadonlySet<string> {
    const whole = new Set(modulesOf(part.mask));
    const isShut = around(whole).every(({ id }) => past.closed.has(id));
    const cell = layout.cells.find(({ p }, i) => p > 0 && (part.mask >> i) & 1);
    return part.places > 1 || (isShut && !holdsSeat(whole)) ? whole : new Set(cell!.modules);
  }

  const isListed = station.crew.length > 0;

  /** People who are not listed one by one are where most of the air is. */
  const holdsMost = (inside: ReadonlySet<string>) =>
    !isListed && station.crewCount > 0 && 2 * size(inside) > size(station.modules.map(({ id }) => id));

  const holdsSeat = (inside: ReadonlySet<string>) => station.crew.some(({ id }) => inside.has(seatOf(station, id)));

  return (task, past) => {
    const modules = suspects(task.part);
    const inside = toShutOff(task, past);
    const hatches = around(inside);
    const open = hatches.filter(({ id }) => !past.closed.has(id));
    const reserve = reserveOf(task, past);
    const closing = open.reduce((sum, { closeTime }) => sum + closeTime, 0);
    const inTime = open.length === 0 || (nearby(inside, past) !== undefined && closing < reserve);
    if (!holdsSeat(inside) && !holdsMost(inside) && hatches.length > 0 && inTime)
      return sealedIn(hatches, past) ? stay(hatches, modules, past) : shutOff(inside, hatches, modules, past);
    const seated = station.crew.filter(({ id }) => inside.has(seatOf(station, id)));
    if (reserve < abandonBelowReserve) {
      const whose = seated.length > 0 ? ` and holds ${listed(seated.map(({ id }) => id))}'s seat` : "";
      const limit = `, less than the ${lastsFor(abandonBelowReserve)} below which a crew leaves`;
      return leave(
        modules,
        past,
        `${whatLeaks(modules)} leaks${whose}; ${lasting(reserve)}${reserve > 0 ? limit : ""}`,
      );
    }
    const why = `${whatLeaks(modules)} leaks: look for the hole there; ${lasting(reserve)}`;
    return ended(modules, { action: "search-module", why });
  };
}

/** How long air lasts, in words that people use. */
const lasting = (reserve: number) =>
  reserve > 0 ? `the air there lasts ${lastsFor(second(reserve))}` : "the air there is at or under the limit";

const lastsFor = (time: Second) =>
  time > 2 * aDay ? `${Math.floor(time / aDay)} d` : `${Math.floor(fromSI("time", time, "min"))} min`;

export const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
