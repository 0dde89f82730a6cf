/**
 * Plays a plan hatch by hatch and says what in it could cost a life. It shares no code with the planner: its own walk
 * through the station, its own gas, its own rules. An empty list is a safe plan.
 */
import type { Plan, PlanNode } from "../plan.ts";
import type { Situation } from "../situation.ts";

interface World {
  readonly shut: Set<string>;
  readonly where: Map<string, string>;
  /** (Pa) By module. */
  readonly air: Map<string, number>;
}

/** What is wrong with `plan` for a station as it is in `situation`, a sentence each. */
export function checkPlan({ station, hatches, positions, leak, pressure, settings }: Situation, plan: Plan): string[] {
  const wrong = new Set<string>();
  const hatch = (id: string) => station.hatches.find((each) => each.id === id);
  const size = (id: string) => station.modules.find((each) => each.id === id)!.volume as number;
  const seatOf = (person: string) => {
    const vehicle = station.crew.find(({ id }) => id === person)!.vehicle;
    return station.vehicles.find(({ id }) => id === vehicle)!.seat;
  };
  const movables = station.hatches.filter(({ operable }) => operable).map(({ id }) => id);
  const listed = station.crew.map(({ id }) => id);

  /** Everything that shares air with a module. */
  function airOf({ shut }: World, module: string): string[] {
    const found = [module];
    for (let i = 0; i < found.length; i++) {
      for (const { id, between } of station.hatches) {
        if (shut.has(id)) continue;
        const [a, b] = between;
        if (a === found[i] && !found.includes(b)) found.push(b);
        if (b === found[i] && !found.includes(a)) found.push(a);
      }
    }
    return found;
  }
  const isHome = (world: World, person: string) => airOf(world, world.where.get(person)!).includes(seatOf(person));
  const volume = (modules: readonly string[]) => modules.reduce((sum, id) => sum + size(id), 0);
  const mean = ({ air }: World, modules: readonly string[]) =>
    modules.reduce((sum, id) => sum + air.get(id)! * size(id), 0) / volume(modules);

  function lose(world: World, module: string, time: number) {
    const modules = airOf(world, module);
    const left = mean(world, modules) - (leak * time) / volume(modules);
    for (const id of modules) world.air.set(id, left);
  }

  function nobodyParted(world: World, when: string) {
    for (const person of listed) {
      if (!isHome(world, person)) wrong.add(`${person} is cut off from the seat in ${seatOf(person)} ${when}`);
    }
  }

  /** Null where there is no such hatch, or it cannot be moved. */
  function movable(id: string) {
    const found = hatch(id);
    if (found === undefined) wrong.add(`no hatch ${id}`);
    else if (!found.operable) wrong.add(`${id} cannot be moved`);
    return found?.operable ? found : null;
  }

  /** The world in which somebody stands at the hatch, has shut it, and is still with their seat. */
  function shutBySomebody(world: World, id: string, between: readonly string[]): World | undefined {
    const tries = listed.flatMap((person) => {
      const reach = airOf(world, world.where.get(person)!);
      return between
        .filter((side) => reach.includes(side))
        .map((side) => ({
          person,
          after: { ...world, shut: new Set([...world.shut, id]), where: new Map(world.where).set(person, side) },
        }));
    });
    return tries.find(({ person, after }) => isHome(after, person))?.after;
  }

  function close(world: World, id: string) {
    const found = movable(id);
    if (found === null) return;
    if (world.shut.has(id)) return void wrong.add(`${id} is shut already`);
    const after = shutBySomebody(world, id, found.between);
    if (after === undefined && listed.length > 0) wrong.add(`nobody can shut ${id} and be with their seat`);
    world.shut.add(id);
    for (const [person, module] of after?.where ?? []) world.where.set(person, module);
    if (after !== undefined) nobodyParted(world, `once ${id} is shut`);
  }

  function open(world: World, id: string) {
    const found = movable(id);
    if (found === null) return;
    if (!world.shut.has(id)) return void wrong.add(`${id} is open already`);
    const there = listed.some((person) =>
      airOf(world, world.where.get(person)!).some((m) => found.between.includes(m)),
    );
    if (listed.length > 0 && !there) wrong.add(`nobody can come to ${id} to open it`);
    const sides = found.between.map((module) => mean(world, airOf(world, module)));
    const [low, high] = [Math.min(...sides), Math.max(...sides)];
    // Means of the same air differ by rounding.
    if (high - low > settings.openInto + 1e-6) wrong.add(`${id} is opened with ${high - low} Pa across it`);
    if (low < station.limits.reservePressure - 1e-6 && high >= station.limits.reservePressure)
      wrong.add(`${id} is opened into a lost volume`);
    world.shut.delete(id);
    const joined = airOf(world, found.between[0]);
    const level = mean(world, joined);
    for (const module of joined) world.air.set(module, level);
  }

  const isRead = (world: World, node: PlanNode, modules: readonly string[]) =>
    node.observe.some((what) => {
      if (!what.startsWith("gauge:")) {
        const sensor = station.sensors.find(({ id }) => id === what);
        return sensor?.quantity === "pressure" && modules.includes(sensor.module);
      }
      const module = what.slice(6);
      return modules.includes(module) && listed.some((person) => modules.includes(world.where.get(person)!));
    });

  function isTest(world: World, node: PlanNode) {
    const volumes = node.outcomes.map(({ modules }) => airOf(world, modules[0]));
    node.outcomes.forEach(({ modules }, i) => {
      if (modules.some((id) => !volumes[i].includes(id))) wrong.add(`${modules.join(", ")} are no one volume`);
      if (volumes.some((other, j) => j !== i && other.includes(modules[0]))) wrong.add(`${modules[0]} is not parted`);
    });
    const unread = volumes.filter((modules) => !isRead(world, node, modules));
    if (unread.length > 1) wrong.add(`nothing reads ${unread.map(([first]) => first).join(" and ")}`);
    const slowest = Math.max(0, ...node.hatches.map((id) => hatch(id)?.openTime ?? 0));
    // Only people who are parted from others have to be joined with them again.
    const behind = node.hatches.flatMap((id) => hatch(id)?.between ?? []).map((module) => airOf(world, module));
    const held = behind.filter((air) => listed.some((person) => air.includes(world.where.get(person)!)));
    const again = held.some((air) => !held[0].includes(air[0])) ? slowest : 0;
    for (const modules of volumes) {
      if (!listed.some((person) => modules.includes(world.where.get(person)!))) continue;
      const reserve = ((mean(world, modules) - station.limits.reservePressure) * volume(modules)) / leak;
      if (reserve < node.watch + (node.action === "close" ? again : 0))
        wrong.add(`air with ${modules[0]} lasts ${reserve} s, the test ${node.watch} s`);
    }
  }

  function play(node: PlanNode, before: World) {
    const world: World = { shut: new Set(before.shut), where: new Map(before.where), air: new Map(before.air) };
    gather(world, node);
    const airs = airsWhileShutting(world, node);
    act(world, node);
    if (node.action === "evacuate") settleAway(world, node);
    if (node.action === "isolate") settle(world, node);
    if (node.outcomes.length === 0) return;
    checkOutcomes(node);
    node.outcomes.forEach(({ modules, next }, i) => {
      const branch: World = { ...world, air: node.action === "open" ? world.air : airs[i] };
      if (node.action === "close" || node.action === "wait") {
        isTest(branch, node);
        lose(branch, modules[0], node.watch);
      }
      play(next, branch);
    });
  }

  function gather(world: World, { crew }: PlanNode) {
    for (const [person, module] of Object.entries(crew)) {
      if (!airOf(world, world.where.get(person)!).includes(module)) wrong.add(`${person} cannot come to ${module}`);
      world.where.set(person, module);
    }
  }

  /** The air by outcome once the hatches are shut, of which all count as open until the last one is. */
  function airsWhileShutting(world: World, { action, hatches, outcomes }: PlanNode): readonly Map<string, number>[] {
    const spent = hatches.reduce((sum, id) => sum + (hatch(id)?.closeTime ?? 0), 0);
    return outcomes.map(({ modules }) => {
      const branch: World = { ...world, air: new Map(world.air) };
      if (action === "close") lose(branch, modules[0], spent);
      return branch.air;
    });
  }

  function act(world: World, { action, hatches }: PlanNode) {
    if (action === "close") closeAndReturn(world, hatches);
    if (action === "isolate" || action === "evacuate")
      for (const id of hatches.filter((each) => !world.shut.has(each))) close(world, id);
    if (action === "open") for (const id of hatches) open(world, id);
    // Whoever is cut off before anything was done is no fault of a plan that says there is no safe one and touches nothing.
    else if (plan.safe || hatches.length > 0) nobodyParted(world, `at "${action}"`);
  }

  /** Whoever shut a hatch walks back to their place. */
  function closeAndReturn(world: World, hatches: readonly string[]) {
    const places = new Map(world.where);
    for (const id of hatches) close(world, id);
    for (const [person, place] of places) {
      if (airOf(world, world.where.get(person)!).includes(place)) world.where.set(person, place);
    }
  }

  function checkOutcomes({ hatches, modules, outcomes }: PlanNode) {
    const sum = outcomes.reduce((total, { probability }) => total + probability, 0);
    if (Math.abs(sum - 1) > 1e-9) wrong.add(`chances sum to ${sum}`);
    const told = outcomes.flatMap((outcome) => outcome.modules);
    if ([...modules].sort().join() !== told.sort().join())
      wrong.add(`outcomes of ${hatches.join(", ")} leave out or double a module`);
  }

  /** Nobody is sent elsewhere than to their seat, and nobody leaves in the air that leaks where a hatch could part them. */
  function settleAway(world: World, { crew, modules: suspects }: PlanNode) {
    const leaks = (modules: readonly string[]) => suspects.some((id) => modules.includes(id));
    for (const [person, module] of Object.entries(crew)) {
      if (module !== seatOf(person)) wrong.add(`${person} is sent to ${module} and not to the seat`);
      const welded = airOf({ ...world, shut: new Set([...world.shut, ...movables]) }, module);
      if (leaks(airOf(world, module)) && !leaks(welded))
        wrong.add(`${person} leaves and is still joined with the leak`);
    }
  }

  /** Nobody breathes the air that is given up, and nobody has their vehicle alone, whatever else is opened again. */
  function settle(world: World, node: PlanNode) {
    for (const person of listed) {
      const { modules } = station.vehicles.find(({ modules: all }) => all.includes(seatOf(person)))!;
      const stuck = [...world.shut].filter((id) => !movables.includes(id));
      const isAlone = (shut: readonly string[]) =>
        airOf({ ...world, shut: new Set(shut) }, seatOf(person)).every((module) => modules.includes(module));
      if (isAlone([...stuck, ...node.hatches]) && !isAlone(stuck))
        wrong.add(`${person} is shut in with nothing but the vehicle`);
    }
    for (const module of node.modules) {
      const shared = airOf(world, module);
      const there = listed.filter((person) => shared.includes(world.where.get(person)!));
      if (there.length > 0) wrong.add(`${there.join(", ")} are shut in with the leak in ${module}`);
    }
  }

  const start: World = {
    shut: new Set(station.hatches.filter(({ id }) => hatches(id) === "closed").map(({ id }) => id)),
    where: new Map(listed.map((id) => [id, positions(id)])),
    air: new Map(station.modules.map(({ id }) => [id, typeof pressure === "number" ? pressure : pressure(id)])),
  };
  play(plan.tree, start);
  return [...wrong];
}
