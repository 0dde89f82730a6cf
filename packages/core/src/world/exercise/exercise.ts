/** A scenario that goes on while somebody changes it, and that is a scenario file again at any moment. */

import { type Document, parseDocument } from "yaml";
import { type Phrase, phrase } from "../../phrase/index.ts";
import { type Second, second } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import { Run } from "../run.ts";
import { type Fault, type Happening, type Leak, parseScenario, type Scenario, type Span } from "../scenario/index.ts";
import { isoTime, type Row } from "../signal/index.ts";
import type { StateTruth } from "../truth.ts";
import { addTo, baseOf, exerciseStep, yaml } from "./base.ts";
import { InjectionError } from "./errors.ts";
import { entryOf, type ListName, lists, type Machines, nextMinute, type Piece, readEntry, spanOf } from "./piece.ts";

/** Of which the end is still open to change. */
type Open<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? Open<I>[] : T[K] };

/** Something that was injected. */
export interface Injection {
  /** From 1. */
  readonly number: number;
  readonly at: Second;
  /** As it was asked for; a leak has the id that it was given. */
  readonly piece: Piece;
}

/** The first line of the file of an exercise. */
const headOf = (seed: number) => `# An exercise, as it was played: simulate it with --seed ${seed}.\n`;

export interface ExerciseFile {
  readonly text: string;
  /** For messages. */
  readonly name: string;
}

/**
 * An exercise on `station`: the scenario of `file` without what people did in it, and whatever is injected. The same pieces at the same
 * times give the same rows, and `simulate` gives them again from `text` and the same `seed` (an integer). With what was `injected` into
 * it, `file` is the `text` of an exercise: played to the moment at which that was taken it is that exercise again, and can be gone on
 * with. Throws `DocumentError`.
 */
export class Exercise {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly injections: Injection[];
  readonly #station: Station;
  readonly #document: Document;
  readonly #run: Run;
  readonly #leaks: Open<Leak>[];
  readonly #machines: Readonly<Record<Machines, readonly { readonly module: string; readonly outages: Span[] }[]>>;
  /** By the number of the injection: with its places in the document. */
  readonly #faults = new Map<number, { readonly faults: readonly Open<Fault>[]; readonly place: number }>();
  #now: number;

  constructor({ text, name }: ExerciseFile, station: Station, seed: number, injected?: readonly Injection[]) {
    const whole = parseScenario(text, name, station);
    this.#document =
      injected === undefined
        ? baseOf(text, `${whole.id}-exercise`, whole.name)
        : parseDocument(text.replace(headOf(seed), ""), yaml);
    const read = parseScenario(this.#document.toString(), name, station);
    this.injections = [...(injected ?? [])];
    this.#leaks = read.leaks.map((leak) => ({
      ...leak,
      pauses: [...leak.pauses],
      patches: leak.patches.map((patch) => ({ ...patch })),
    }));
    this.#findFaults(read.faults, station.sensors.length);
    const { oxygen, co2 } = read.lifeSupport;
    const machines = {
      oxygen: oxygen.map((one) => ({ ...one, outages: [...one.outages] })),
      co2: co2.map((one) => ({ ...one, outages: [...one.outages] })),
    };
    this.#machines = machines;
    this.scenario = { ...read, leaks: this.#leaks, lifeSupport: { ...read.lifeSupport, ...machines } };
    this.seed = seed;
    this.#station = station;
    this.#run = new Run(this.scenario, station, seed, () => {});
    this.#now = read.start;
  }

  /** (s) UNIX time up to which it has been played. */
  get time(): Second {
    return second(this.#now);
  }

  get over(): boolean {
    return this.#now >= this.#run.end;
  }

  /** Every leak, with what has been changed of it; those still to come too. */
  get leaks(): readonly Leak[] {
    return this.#leaks;
  }

  /** Plays on by whole steps of ten seconds up to `time` (s), or the end where that is sooner; gives the rows that arrive. */
  playTo(time: Second): readonly Row[] {
    const { start } = this.scenario;
    const until = Math.min(this.#run.end, start + Math.floor((time - start) / exerciseStep) * exerciseStep);
    while (this.#now < until) this.#now = this.#run.advance(this.#now, until);
    if (this.over) this.#run.finish();
    return this.#run.take();
  }

  /** What really is, now. */
  truth(): StateTruth {
    return this.#run.truthAt(this.#now);
  }

  /**
   * Something happens now that the scenario did not know of. Throws `InjectionError` for what cannot happen as things are, `DocumentError`
   * for what is no piece of a scenario of this station; then nothing has changed.
   */
  inject(piece: Piece): Injection {
    if (this.over) throw new InjectionError("exercise", phrase`its end`, phrase`one that goes on`);
    if ("patch" in piece) this.#patch(piece.patch.leak, piece.patch.left);
    else if ("stop" in piece) this.#stop(piece.stop);
    else if ("outage" in piece) this.#stand(piece.outage.of, spanOf("outage", piece.outage.for));
    else return this.#add(piece);
    return this.#note(piece);
  }

  /** What people do and have reported themselves: it happens, and no row tells of it; the file has it as reported. */
  obey(said: Readonly<Record<string, unknown>>): void {
    this.#happen(said, false);
  }

  /** Work on a hole in `module`: the part of every leak there that stays open (0 to 1). */
  work(module: string, left: number): void {
    const there = this.#leaks.filter((leak) => leak.module === module && this.#isOpen(leak));
    for (const { id } of there) this.#patch(id, left);
  }

  /** The scenario file of all that has happened and would have. */
  text(): string {
    const said = this.#document.toString({ lineWidth: 0 });
    return `${headOf(this.seed)}${said}`;
  }

  /** Those of the file that were injected stand at its end. `sensors`: of the station. */
  #findFaults(faults: readonly Open<Fault>[], sensors: number): void {
    const entries = ((this.#document.toJS() as { faults?: readonly { sensors: unknown }[] }).faults ?? []).map(
      (entry) => (Array.isArray(entry.sensors) ? entry.sensors.length : sensors),
    );
    const numbers = this.injections.filter(({ piece }) => "fault" in piece).map(({ number }) => number);
    for (const [i, number] of numbers.entries()) {
      const place = entries.length - numbers.length + i;
      const first = entries.slice(0, place).reduce((sum, count) => sum + count, 0);
      this.#faults.set(number, { faults: faults.slice(first, first + entries[place]), place });
    }
  }

  #add(piece: Exclude<Piece, { patch: unknown } | { stop: unknown } | { outage: unknown }>): Injection {
    const [[kind, said]] = Object.entries(piece) as [ListName, Readonly<Record<string, unknown>>][];
    if (kind === "happening") {
      this.#happen(said, true);
      return this.#note(piece);
    }
    const named = kind === "leak" ? { id: `injected-${this.injections.length + 1}`, ...said } : said;
    const entry = entryOf(kind, named, this.time);
    const read = readEntry(kind, entry, this.#document, this.scenario, this.#station);
    for (const leak of read.leaks) this.#addLeak({ ...leak, pauses: [], patches: [] });
    for (const gap of read.delivery.gaps) this.#run.addGap(gap);
    for (const step of read.delivery.clock) this.#run.addClockStep(step);
    const faults = read.faults.map((fault): Open<Fault> => ({ ...fault }));
    for (const fault of faults) this.#run.addFault(fault);
    addTo(this.#document, lists[kind], entry);
    const injection = this.#note({ [kind]: named } as Piece);
    if (kind === "fault") {
      const place = (this.#document.toJS() as { faults: unknown[] }).faults.length - 1;
      this.#faults.set(injection.number, { faults, place });
    }
    return injection;
  }

  #addLeak(leak: Open<Leak>): void {
    if (this.#leaks.some(({ id }) => id === leak.id))
      throw new InjectionError("leak", phrase`id ${leak.id}, which there is`, phrase`another id`);
    this.#leaks.push(leak);
    this.#run.addLeak(leak);
  }

  #happen(said: Readonly<Record<string, unknown>>, told: boolean): void {
    const isWeather = said.kind === "temperature";
    const at = isWeather ? nextMinute(this.#now, this.scenario.start) : this.time;
    const entry = entryOf("happening", isWeather ? { over: "1min", ...said } : said, at);
    const { happenings } = readEntry("happening", entry, this.#document, this.scenario, this.#station);
    for (const happening of happenings) this.#check(happening);
    addTo(this.#document, lists.happening, entry);
    for (const happening of happenings) {
      if (told) this.#run.order(happening);
      else if (happening.kind !== "row") this.#run.order({ ...happening, reported: false } as Happening);
    }
  }

  #check(h: Happening): void {
    const refuse = (found: Phrase, expected: Phrase) => new InjectionError(h.kind, found, expected);
    if (h.kind === "airlock" && h.volume !== null)
      throw refuse(
        phrase`a volume`,
        phrase`none: the whole module is pumped down, as a lock cannot be built in while it goes on`,
      );
    if (h.kind === "temperature" && !(h.over > 0)) throw refuse(phrase`over 0 s`, phrase`a time above 0`);
    if (h.kind === "gauge" && h.every > 0) throw refuse(phrase`a series`, phrase`one reading at a time`);
    if (h.kind !== "dock" && h.kind !== "undock") return;
    const wrong = h.modules.find((id) => this.#run.isHere(id) === (h.kind === "dock"));
    if (wrong !== undefined)
      throw refuse(
        h.kind === "dock" ? phrase`${wrong}, which is docked` : phrase`${wrong}, which is not docked`,
        phrase`the other way round`,
      );
  }

  #patch(id: string, left: number): void {
    if (!(left >= 0 && left <= 1)) throw new InjectionError("patch", phrase`left ${left}`, phrase`a part from 0 to 1`);
    const { leak, path } = this.#leak(id);
    const last = leak.patches.at(-1);
    // What was done in the same moment is done over.
    if (last !== undefined && last.from === this.#now) {
      last.left = left;
      this.#document.setIn([...path, "patches", leak.patches.length - 1, "left"], left);
      return;
    }
    if (last !== undefined) {
      last.until = this.time;
      this.#document.setIn([...path, "patches", leak.patches.length - 1, "until"], isoTime(this.#now));
    }
    leak.patches.push({ from: this.time, until: second(Number.POSITIVE_INFINITY), left });
    addTo(this.#document, [...path, "patches"], { from: isoTime(this.#now), left });
  }

  #stop(what: { readonly leak: string } | { readonly fault: number }): void {
    const until = isoTime(this.#now);
    if ("leak" in what) {
      const { leak, path } = this.#leak(what.leak);
      leak.until = this.time;
      this.#document.setIn([...path, "until"], until);
      return;
    }
    const found = this.#faults.get(what.fault);
    if (found === undefined || found.faults.some((fault) => fault.from >= this.#now || fault.until <= this.#now))
      throw new InjectionError("stop", phrase`fault ${what.fault}`, phrase`the number of an injected fault that lasts`);
    for (const fault of found.faults) fault.until = this.time;
    this.#document.setIn(["faults", found.place, "until"], until);
  }

  /** Machines stand still from now on, for `span` (s). */
  #stand(of: Machines, span: number): void {
    const path = ["life_support", of];
    const machines = this.#machines[of];
    if (machines.length === 0)
      throw new InjectionError("outage", phrase`no ${of} in the scenario`, phrase`machines that can stand still`);
    // What a scenario leaves out stands there by itself.
    if (!this.#document.hasIn(path)) for (const { module } of machines) addTo(this.#document, path, { module });
    for (const [i, { outages }] of machines.entries()) {
      outages.push({ from: this.time, until: second(this.#now + span) });
      addTo(this.#document, [...path, i, "outages"], { from: isoTime(this.#now), until: isoTime(this.#now + span) });
    }
  }

  /** A leak that has begun and not ended, and where it stands in the document. */
  #leak(id: string): { readonly leak: Open<Leak>; readonly path: readonly (string | number)[] } {
    const place = this.#leaks.findIndex((one) => one.id === id && this.#isOpen(one));
    const open = this.#leaks.filter((one) => this.#isOpen(one)).map((one) => one.id);
    if (place === -1)
      throw new InjectionError(
        "leak",
        phrase`"${id}"`,
        open.length === 0 ? phrase`one that goes on: none does` : phrase`one that goes on: ${open.join(", ")}`,
      );
    return { leak: this.#leaks[place], path: ["leaks", place] };
  }

  /** A leak of this very moment cannot end in it. */
  #isOpen({ from, until }: Leak): boolean {
    return from < this.#now && until > this.#now;
  }

  #note(piece: Piece): Injection {
    const injection = { number: this.injections.length + 1, at: this.time, piece };
    this.injections.push(injection);
    return injection;
  }
}
