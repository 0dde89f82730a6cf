import { XtceError } from "./errors.ts";
import type { Comparison, Container, Database, Entry, Parameter } from "./model.ts";
import { type ParameterType, type Refuse, readType } from "./types.ts";
import { childOf, childrenOf, type Element, readXml } from "./xml.ts";

/** Something named in a SpaceSystem. */
interface Named {
  readonly system: string;
  readonly element: Element;
}

interface MakingContainer extends Container {
  readonly entries: Entry[];
  readonly heirs: Container[];
  when: readonly Comparison[];
}

const operators = ["==", "!=", "<", "<=", ">", ">="] as const;
/** (bits) Of the longest packet: an offset beyond is none. */
const furthest = 8 * 65_542;

/**
 * Reads an XTCE file (CCSDS 660.0-B): telemetry containers, integer and float encodings, polynomial and spline calibrators, units. `root`
 * names the container that every packet is read as first; left out, it is the only one that others are based on and that is based on none.
 * Throws `XtceError` with everything that is wrong, and with everything that would be needed and that is not read here.
 */
export function parseXtce(text: string, file: string, root = ""): Database {
  const element = readXml(text, file);
  if (element.name !== "SpaceSystem") throw new XtceError(file, [`found ${element.name}, expected SpaceSystem`]);
  return new Reading(file).read(element, root);
}

class Reading {
  readonly #file: string;
  readonly #faults: string[] = [];
  readonly #types = new Map<string, Named>();
  readonly #parameterElements = new Map<string, Named>();
  readonly #containerElements = new Map<string, Named>();
  readonly #parameters = new Map<string, Parameter>();
  readonly #containers = new Map<string, MakingContainer>();
  /** Containers and parameters that are being read: one that needs itself has no end. */
  readonly #open = new Set<string>();

  constructor(file: string) {
    this.#file = file;
  }

  read(system: Element, root: string): Database {
    this.#gather(system, "");
    for (const name of this.#containerElements.keys()) this.#container(name);
    for (const [name, named] of this.#containerElements) this.#inherit(name, named);
    const found = this.#faults.length === 0 ? this.#rootOf(root) : null;
    if (found === null) throw new XtceError(this.#file, this.#faults);
    return { parameters: [...this.#parameters.values()], root: found };
  }

  #gather(system: Element, above: string): void {
    const path = `${above}/${system.attributes.name ?? ""}`;
    const telemetry = childOf(system, "TelemetryMetaData");
    const take = (into: Map<string, Named>, set: string) => {
      for (const element of childOf(telemetry, set)?.children ?? []) {
        const { name } = element.attributes;
        if (name !== undefined) into.set(`${path}/${name}`, { system: path, element });
      }
    };
    take(this.#types, "ParameterTypeSet");
    take(this.#parameterElements, "ParameterSet");
    take(this.#containerElements, "ContainerSet");
    for (const inner of childrenOf(system, "SpaceSystem")) this.#gather(inner, path);
  }

  #refuse(where: string): Refuse {
    return (fault) => {
      this.#faults.push(`${where}: ${fault}`);
      return null;
    };
  }

  /** The qualified name of what `ref` means in `system`: from the root, or in this system, or in the nearest one above that has it. */
  #resolve(ref: string, system: string, among: ReadonlyMap<string, unknown>): string | null {
    const tidy = (path: string) => {
      const steps: string[] = [];
      for (const step of path.split("/")) {
        if (step === "..") steps.pop();
        else if (step !== "." && step !== "") steps.push(step);
      }
      return `/${steps.join("/")}`;
    };
    if (ref.startsWith("/")) return among.has(tidy(ref)) ? tidy(ref) : null;
    for (let at = system; ; at = at.slice(0, at.lastIndexOf("/"))) {
      const name = tidy(`${at}/${ref}`);
      if (among.has(name)) return name;
      if (at === "" || ref.startsWith(".")) return null;
    }
  }

  #parameter(ref: string | undefined, system: string, refuse: Refuse): Parameter | null {
    const qualified = ref === undefined ? null : this.#resolve(ref, system, this.#parameterElements);
    if (qualified === null) return refuse(`found parameterRef "${ref ?? ""}", expected a parameter of the file`);
    const known = this.#parameters.get(qualified);
    if (known !== undefined) return known;
    if (this.#open.has(qualified)) return refuse(`found "${qualified}" calibrated by itself, expected another`);
    this.#open.add(qualified);
    const { element, system: own } = this.#parameterElements.get(qualified)!;
    const type = this.#type(element.attributes.parameterTypeRef, own, this.#refuse(qualified));
    this.#open.delete(qualified);
    if (type === null) return null;
    const parameter = { index: this.#parameters.size, qualified, name: element.attributes.name, ...type };
    this.#parameters.set(qualified, parameter);
    return parameter;
  }

  #type(ref: string | undefined, system: string, refuse: Refuse): ParameterType | null {
    const qualified = ref === undefined ? null : this.#resolve(ref, system, this.#types);
    if (qualified === null) return refuse(`found parameterTypeRef "${ref ?? ""}", expected a type of the file`);
    const { element, system: own } = this.#types.get(qualified)!;
    const said = this.#refuse(qualified);
    return readType(element, said, (match) => this.#comparisons(match, own, said));
  }

  #container(qualified: string): MakingContainer | null {
    const known = this.#containers.get(qualified);
    if (known !== undefined) return known;
    const refuse = this.#refuse(qualified);
    if (this.#open.has(qualified)) return refuse("found a container that holds itself, expected one that ends");
    this.#open.add(qualified);
    const { element, system } = this.#containerElements.get(qualified)!;
    const made = {
      qualified,
      isAbstract: element.attributes.abstract === "true",
      entries: [] as Entry[],
      when: [],
      heirs: [],
    };
    for (const entry of childOf(element, "EntryList")?.children ?? []) {
      const read = this.#entry(entry, system, refuse);
      if (read !== null) made.entries.push(read);
    }
    this.#open.delete(qualified);
    this.#containers.set(qualified, made);
    return made;
  }

  #entry(element: Element, system: string, refuse: Refuse): Entry | null {
    const { name, attributes } = element;
    const repeated = childOf(element, "RepeatEntry");
    if (repeated !== undefined) return refuse("found a RepeatEntry, expected each entry once");
    const place = {
      ...this.#place(element, refuse),
      when: this.#comparisons(childOf(element, "IncludeCondition"), system, refuse),
    };
    if (name === "ParameterRefEntry") {
      const parameter = this.#parameter(attributes.parameterRef, system, refuse);
      return parameter === null ? null : { ...place, parameter };
    }
    if (name !== "ContainerRefEntry") return refuse(`found ${name}, expected ParameterRefEntry or ContainerRefEntry`);
    const ref = attributes.containerRef;
    const qualified = ref === undefined ? null : this.#resolve(ref, system, this.#containerElements);
    if (qualified === null) return refuse(`found containerRef "${ref ?? ""}", expected a container of the file`);
    const container = this.#container(qualified);
    return container === null ? null : { ...place, container };
  }

  #place(element: Element, refuse: Refuse): Pick<Entry, "offset" | "from"> {
    const location = childOf(element, "LocationInContainerInBits");
    if (location === undefined) return { offset: 0, from: "previous" };
    const { referenceLocation = "previousEntry" } = location.attributes;
    const offset = Number(childOf(location, "FixedValue")?.text || Number.NaN);
    if (!Number.isInteger(offset) || Math.abs(offset) > furthest)
      refuse(`found a location without a FixedValue, expected whole bits up to ${furthest}`);
    if (referenceLocation !== "previousEntry" && referenceLocation !== "containerStart")
      refuse(`found referenceLocation ${referenceLocation}, expected previousEntry or containerStart`);
    return { offset, from: referenceLocation === "containerStart" ? "start" : "previous" };
  }

  /** A Comparison, or all of a ComparisonList. */
  #comparisons(element: Element | undefined, system: string, refuse: Refuse): readonly Comparison[] {
    if (element === undefined) return [];
    const list = [
      ...childrenOf(element, "Comparison"),
      ...childrenOf(childOf(element, "ComparisonList"), "Comparison"),
    ];
    if (list.length === 0)
      refuse(
        `found ${element.name} with ${element.children[0]?.name ?? "nothing"}, expected a Comparison or a ComparisonList`,
      );
    return list.flatMap(({ attributes }) => {
      const parameter = this.#parameter(attributes.parameterRef, system, refuse);
      const operator = operators.find((one) => one === (attributes.comparisonOperator ?? "=="));
      const { value } = attributes;
      if (operator === undefined || value === undefined)
        refuse(
          `found a Comparison without a value, or by "${attributes.comparisonOperator}", expected one by ${operators.join(" ")}`,
        );
      if (parameter === null || operator === undefined || value === undefined) return [];
      const number = value.trim() === "" ? Number.NaN : Number(value);
      const isCalibrated = attributes.useCalibratedValue !== "false";
      return [{ parameter, operator, value: Number.isNaN(number) ? value : number, isCalibrated }];
    });
  }

  #inherit(qualified: string, { element, system }: Named): void {
    const base = childOf(element, "BaseContainer");
    const own = this.#containers.get(qualified);
    if (base === undefined || own === undefined) return;
    const refuse = this.#refuse(qualified);
    const ref = base.attributes.containerRef;
    const above = ref === undefined ? null : this.#resolve(ref, system, this.#containerElements);
    if (above === null) {
      refuse(`found base "${ref ?? ""}", expected a container of the file`);
      return;
    }
    if (this.#isAbove(qualified, above)) {
      refuse("found a container that is based on itself, expected one that begins somewhere");
      return;
    }
    own.when = this.#comparisons(childOf(base, "RestrictionCriteria"), system, refuse);
    this.#containers.get(above)?.heirs.push(own);
  }

  #baseOf({ element, system }: Named): string | null {
    const ref = childOf(element, "BaseContainer")?.attributes.containerRef;
    return ref === undefined ? null : this.#resolve(ref, system, this.#containerElements);
  }

  /** Whether `qualified` is `other`, or one of those that it is based on. */
  #isAbove(qualified: string, other: string): boolean {
    const seen = new Set<string>();
    for (let at: string | null = other; at !== null && !seen.has(at); ) {
      if (at === qualified) return true;
      seen.add(at);
      at = this.#baseOf(this.#containerElements.get(at)!);
    }
    return false;
  }

  #rootOf(root: string): Container | null {
    const all = [...this.#containers.values()];
    const based = new Set(all.flatMap(({ heirs }) => heirs));
    const starts = all.filter((one) => !based.has(one));
    const named = starts.filter(({ qualified }) => qualified === root || qualified.endsWith(`/${root}`));
    const withHeirs = starts.filter(({ heirs }) => heirs.length > 0);
    const fit = root !== "" ? named : withHeirs.length > 0 ? withHeirs : starts;
    if (fit.length === 1) return fit[0];
    const which = starts.map(({ qualified }) => qualified).join(", ") || "none";
    const what = root === "" ? `${fit.length} containers that a packet may begin as` : `root "${root}"`;
    return this.#refuse("ContainerSet")(`found ${what}, expected one of: ${which}`);
  }
}
