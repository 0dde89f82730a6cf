import { DocumentError, type Fault, faultOf } from "../../document/index.ts";
import { oneOf, type Phrase, phrase, verbatim } from "../../phrase/index.ts";
import type { Metre } from "../../quantity/index.ts";
import { type Basis, basisBand, debrisDensity, perSurface } from "./debris.ts";
import { outOfRange } from "./errors.ts";
import { type Population, year as yearSeconds } from "./population.ts";
import { type Row, type Rows, readRows } from "./rows.ts";

const columns = ["population", "diameter_cm", "mass_g", "flux_per_m2_yr", "basis", "density_g_cm3", "source"] as const;
type Column = (typeof columns)[number];
type Name = Population["name"];
const names: readonly string[] = ["debris", "meteoroid"] satisfies Name[];
const bases: readonly string[] = ["surface", "cross-section", "unknown"] satisfies Basis[];

/** (kg/m3) Where the table does not say. */
const usualDensity: Readonly<Record<Name, number>> = { debris: debrisDensity, meteoroid: 1000 };
/** (-) Two environments for one orbit: of debris up to 10 apart at 1 to 3 mm, so half of that either way; of meteoroids 2.2. */
const between: Readonly<Record<Name, number>> = { debris: 3.2, meteoroid: 2.2 };

/** A flux by size as somebody's own run gave it. */
export interface FluxTable {
  readonly basis: Basis;
  /** (kg/m3) */
  readonly density: number;
  readonly source: string;
  /** Rising in diameter; flux (1/(m2 s)) as printed, of that size and more. */
  readonly points: readonly { readonly diameter: Metre; readonly flux: number }[];
}

/** What tables put in place of the built-in fluxes. */
export type FluxTables = Partial<Readonly<Record<Name, FluxTable>>>;

/**
 * Reads a table of somebody's own run of ORDEM, MASTER or MEM: CSV with a heading, as docs/risk.md describes. `file` is its name, for
 * messages. Throws `DocumentError` with every fault by line and column.
 */
export function parseFluxTable(text: string, file: string): FluxTables {
  const read = readRows(text, file, columns);
  const faults: Fault[] = headingFaults(read);
  if (faults.length > 0) throw new DocumentError(file, faults);
  const size = read.heading.includes("mass_g") ? "mass_g" : "diameter_cm";
  const rows = read.rows.map((row) => valuesOf(row, size, faults));
  if (faults.length > 0) throw new DocumentError(file, faults);
  const tables = names.flatMap((name) => {
    const own = rows.filter((row) => row.name === name);
    if (own.length > 0) faults.push(...orderFaults(own, size));
    const [{ basis, density, source } = rows[0]] = own;
    const points = own.map((row) => ({ diameter: row.diameter, flux: row.flux }));
    return own.length === 0 ? [] : [[name, { basis, density, source: source || file, points }] as const];
  });
  if (faults.length > 0) throw new DocumentError(file, faults);
  return Object.fromEntries(tables);
}

function headingFaults({ heading, headingLine: line, rows }: Rows<Column>): Fault[] {
  const fault = (found: Phrase, expected: Phrase) => faultOf({ line, column: 1 }, "", found, expected);
  const missing = (["population", "flux_per_m2_yr", "basis"] as const).filter((c) => !heading.includes(c));
  const sizes = ["diameter_cm", "mass_g"].filter((c) => (heading as string[]).includes(c));
  return [
    ...missing.map((c) => fault(phrase`a heading without it`, phrase`a column ${c}`)),
    ...(sizes.length === 1
      ? []
      : [
          fault(
            sizes.length === 0 ? phrase`a heading without size` : phrase`two columns of size`,
            phrase`a column diameter_cm or mass_g, one of them`,
          ),
        ]),
    ...(rows.length > 0 ? [] : [fault(phrase`a heading and no rows`, phrase`two rows or more of debris or meteoroid`)]),
  ];
}

interface Values {
  readonly row: Row<Column>;
  readonly name: Name;
  readonly basis: Basis;
  readonly density: number;
  readonly source: string;
  readonly diameter: Metre;
  readonly flux: number;
}

function valuesOf(row: Row<Column>, size: "diameter_cm" | "mass_g", faults: Fault[]): Values {
  const refuse = (column: Column, expected: Phrase) => {
    const found = row.text(column) === "" ? phrase`nothing` : phrase`"${row.text(column)}"`;
    faults.push(faultOf({ line: row.line, column: row.column(column) }, column, found, expected));
  };
  const number = (column: Column, otherwise = Number.NaN) => {
    const text = row.text(column);
    const x = text === "" ? otherwise : Number(text);
    if (!(x > 0 && Number.isFinite(x))) refuse(column, phrase`a number above 0`);
    return x;
  };
  const word = (column: Column, options: readonly string[]) => {
    if (!options.includes(row.text(column))) refuse(column, oneOf(options));
    return row.text(column);
  };
  const name = word("population", names) as Name;
  const density = number("density_g_cm3", (usualDensity[name] ?? 1000) / 1000) * 1000;
  const written = number(size);
  const diameter = size === "mass_g" ? Math.cbrt((6e-3 * written) / (Math.PI * density)) : written / 100;
  return {
    row,
    name,
    basis: word("basis", bases) as Basis,
    density,
    source: row.text("source"),
    diameter: diameter as Metre,
    flux: number("flux_per_m2_yr") / yearSeconds,
  };
}

function orderFaults(rows: readonly Values[], size: "diameter_cm" | "mass_g"): Fault[] {
  const at = ({ row }: Values, path: Column, expected: Phrase): Fault =>
    faultOf({ line: row.line, column: row.column(path) }, path, phrase`"${row.text(path)}"`, expected);
  if (rows.length === 1) return [at(rows[0], size, phrase`two rows or more of ${rows[0].name}`)];
  return rows.slice(1).flatMap((row, i) => {
    const before = rows[i];
    return [
      ...(row.diameter > before.diameter ? [] : [at(row, size, phrase`a size above that of the row before`)]),
      ...(row.flux <= before.flux
        ? []
        : [at(row, "flux_per_m2_yr", phrase`no more than in the row before: the flux of that size and more`)]),
      ...(row.basis === before.basis ? [] : [at(row, "basis", phrase`"${before.basis}", as in the row before`)]),
      ...(row.density === before.density ? [] : [at(row, "density_g_cm3", phrase`that of the row before`)]),
    ];
  });
}

/**
 * `built` with the flux of somebody's table: straight between its points in logarithms. What is smaller than its first size is refused with
 * `FluxRangeError` when it is asked for; what is larger than its last counts as that, no less than the truth.
 */
export function withTable(built: Population, table: FluxTable): Population {
  const { points, basis, density, source } = table;
  const ends = basisBand(basis);
  return {
    ...built,
    source: verbatim(source),
    kinds: [{ density, flux: (d) => perSurface[basis] * tableFlux(points, d, source) }],
    band: { low: ends.low / between[built.name], high: ends.high * between[built.name] },
    notes: [
      phrase`larger than ${(1000 * points.at(-1)!.diameter).toPrecision(3)} mm counts as that: the table ends there`,
    ],
  };
}

function tableFlux(points: FluxTable["points"], d: number, source: string): number {
  if (d < points[0].diameter) {
    throw outOfRange(
      source,
      phrase`a diameter (mm)`,
      1000 * d,
      phrase`${1000 * points[0].diameter} mm or more, where the table begins`,
    );
  }
  const next = points.findIndex((p) => p.diameter > d);
  if (next < 0) return points.at(-1)!.flux;
  const [a, b] = [points[next - 1], points[next]];
  return a.flux * (b.flux / a.flux) ** (Math.log(d / a.diameter) / Math.log(b.diameter / a.diameter));
}
