/** Everybody to their own seat, and what is shut behind them. */

import type { Hatch } from "../station/index.ts";
import type { Past } from "./past.ts";
import type { PlanNode } from "./plan.ts";
import type { Situation } from "./situation.ts";
import { airFrom, seatOf, wayTo } from "./walk.ts";

/**
 * `crew`: all listed people to their own seats, but for those whose seat is where the leak is known to be. `hatches`: once
 * they are there, those between each seat and the modules that may leak: around what is sound of the vehicle.
 */
export function leaving(
  { station, untight }: Situation,
  suspects: readonly string[],
  { closed, at }: Pick<Past, "closed" | "at">,
): Pick<PlanNode, "crew" | "hatches"> {
  const toSeat = ([person, module]: readonly [string, string]) =>
    wayTo(station, closed, module, new Set([seatOf(station, person)])) !== null;
  const able = [...at].filter(toSeat);
  const known = ([person]: readonly [string, string]) =>
    suspects.length === 1 && suspects[0] === seatOf(station, person);
  const hatches = station.crew.length === 0 ? [] : behind(able.filter((who) => !known(who)).map(([person]) => person));
  const shut = new Set([...closed, ...hatches]);
  /** Where they are they keep the way to their ship, in air that nobody leaves by. */
  const stays = (who: readonly [string, string]) =>
    known(who) && wayTo(station, shut, who[1], new Set([seatOf(station, who[0])])) !== null;
  const gone = able.filter((who) => !stays(who));
  return { crew: Object.fromEntries(gone.map(([person]) => [person, seatOf(station, person)])), hatches };

  function isMovable({ id, operable }: Hatch): boolean {
    return operable || untight?.has(id) === true;
  }

  function behind(people: readonly string[]): string[] {
    const seats = [...new Set(people.map((person) => seatOf(station, person)))];
    const around = seats.map((seat) => bordersOf(seat).find((border) => border !== null) ?? []);
    return [...new Set(around.flat())];
  }

  /** Around the sound modules of the vehicle, or what no hatch parts from the seat; null where they cannot be shut. */
  function bordersOf(seat: string): readonly (readonly string[] | null)[] {
    const shared = airFrom(station, closed, seat);
    if (!suspects.some((id) => shared.has(id))) return [];
    const movable = new Set(station.hatches.filter(isMovable).map(({ id }) => id));
    const cell = airFrom(station, new Set([...closed, ...movable]), seat);
    const { modules } = station.vehicles.find((vehicle) => vehicle.seat === seat)!;
    const sound = modules.filter((id) => !suspects.includes(id));
    const within = station.hatches.filter(({ between }) => !between.every((id) => sound.includes(id)));
    const ship = airFrom(station, new Set([...closed, ...within.map(({ id }) => id)]), seat);
    return [ship, cell].map((region) => {
      if (suspects.some((id) => region.has(id))) return null;
      const border = station.hatches.filter(
        ({ id, between: [a, b] }) => !closed.has(id) && region.has(a) !== region.has(b),
      );
      return border.every(isMovable) ? border.map(({ id }) => id) : null;
    });
  }
}
