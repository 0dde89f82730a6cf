/** A night that people answer: what they report in the shared log happens in the simulated world. */
import type { Row } from "@hullwatch/archive";
import { kilogramPerSecond, second, squareMetre, toSI } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { type Order, type Scenario, startDrill } from "@hullwatch/core/world";
import { type Entry, fitsKind, type KnownEntry } from "@hullwatch/log";
import { leftBy } from "../training/index.ts";

/** (s) The world goes on in steps of this; what people do takes effect at the next one. */
const step = 10;
/** (s) The simulated crew reads the dials that advice names this often. */
const dialEvery = 60;
const dialSigma = toSI("pressure", 0.5, "mmHg");

/** What people did in the scenario is left out: it is theirs to do. What they saw and heard stays. */
const answers = ["hatch", "crew", "gauge", "supply", "row"];

interface Patch {
  from: ReturnType<typeof second>;
  until: ReturnType<typeof second>;
  left: number;
}

/** The night as it goes on. */
export class AnsweredNight {
  readonly #scenario: Scenario;
  readonly #station: Station;
  readonly #patches = new Map<string, Patch[]>();
  #orders: { readonly at: number; readonly entry: Entry }[] = [];
  #dials: readonly string[] = [];

  constructor(scenario: Scenario, station: Station) {
    this.#station = station;
    const patched = (module: string) => {
      const patches = this.#patches.get(module) ?? [];
      this.#patches.set(module, patches);
      return patches;
    };
    this.#scenario = {
      ...scenario,
      leaks: scenario.leaks.map((leak) => ({ ...leak, patches: patched(leak.module) })),
      happenings: scenario.happenings.filter(
        (h) => !answers.includes(h.kind) || (h.kind === "row" && h.parameter.startsWith("search:")),
      ),
    };
  }

  /** Somebody has written an entry: what it says was done is done in the world at that time, or now where that is past. */
  take(entry: Entry): void {
    if (entry.author.role === "server") return;
    this.#orders.push({ at: Date.parse(entry.time) / 1000, entry });
    this.#orders.sort((a, b) => a.at - b.at);
  }

  /** The dials that people are to read. */
  watch(modules: readonly string[]): void {
    this.#dials = modules;
  }

  /** Rows as they come; the world goes on only as they are taken. */
  *rows(seed: number): Generator<Row> {
    const drill = startDrill(this.#scenario, this.#station, seed);
    let read = Number.NEGATIVE_INFINITY;
    while (!drill.over) {
      const now = drill.time;
      while (this.#orders.length > 0 && this.#orders[0].at <= now) {
        for (const order of this.#ordersOf(this.#orders.shift()!.entry, now)) drill.order(order);
      }
      if (now >= read + dialEvery) {
        read = now;
        for (const module of this.#dials) {
          drill.order({ kind: "gauge", at: now, module, sigma: dialSigma, every: second(0), until: now });
        }
      }
      yield* drill.playTo(second(now + step));
    }
  }

  #ordersOf(entry: Entry, now: number): Order[] {
    if (!fitsKind(entry.kind, entry.body)) return [];
    const { kind, body } = entry as KnownEntry;
    const at = second(now);
    const { hatches, modules, crew, supplies } = this.#station;
    const knows = (list: readonly { readonly id: string }[], id: string) => list.some((one) => one.id === id);
    if (kind === "hatch-moved" && knows(hatches, body.hatch)) {
      return [{ kind: "hatch", at, hatch: body.hatch, to: body.state, reported: false, leaky: squareMetre(0) }];
    }
    if (kind === "crew-moved" && knows(crew, body.who) && knows(modules, body.module)) {
      return [{ kind: "crew", at, who: body.who, to: body.module, reported: false }];
    }
    if (kind !== "action" || body.parameter === undefined || body.value === undefined) return [];
    const [what, of] = body.parameter.split(/:(.*)/s);
    if (what === "patch") this.#patch(of.split("#")[0], body.value.split(" ")[0], now);
    const rate = Number.parseFloat(body.value) / 3600;
    if (what !== "supply" || !knows(supplies, of) || !(rate >= 0)) return [];
    const until = second(Number.POSITIVE_INFINITY);
    return [{ kind: "supply", at, supply: of, rate: kilogramPerSecond(rate), until, reported: false }];
  }

  /** Work on a hole takes the place of the work before. */
  #patch(module: string, work: string, now: number): void {
    const patches = this.#patches.get(module);
    const open = leftBy[work];
    if (patches === undefined || open === undefined) return;
    const last = patches.at(-1);
    if (last !== undefined) last.until = second(now);
    patches.push({ from: second(now), until: second(Number.POSITIVE_INFINITY), left: open });
  }
}
