/** A known leak put into a recording: every pressure as it would have read, had air leaked from `at` on. */
import { differenceToSI, parseIso, type Second, type SquareMetre, second, toSI } from "../../quantity/index.ts";
import type { Sensor, Station } from "../../station/index.ts";
import { hash } from "../random.ts";
import { decimalsOf } from "../signal/index.ts";
import { Deficit } from "./deficit.ts";

export interface InjectedLeak {
  readonly module: string;
  /** Effective, CdA. */
  readonly area: SquareMetre;
  /** UNIX time of its onset. */
  readonly at: Second;
}

/**
 * Gives a function to be called with every line of a recording (without its line end), in order; it gives the line as it
 * would have been. Readings of pressure and partial pressure in volumes that have lost air are multiplied by the part
 * that is left: exp(-t/tau) while joined with the hole (choked flow, temperature of the recording's own thermometer in
 * that volume, else 295 K), kept while closed off, averaged by volume when rejoined. So are readings that a person took by
 * hand (`gauge:`). Every other line stays as it was written, to the byte.
 *
 * Rounding: the loss is taken off in whole steps of the sensor, rounded up or down at random with the chance that keeps
 * its mean (the same as one step width of dither before rounding), by a hash of the line: the same line gives the same
 * result. The reading so stays on the codes that the sensor can send, and its mean falls by exactly the loss. A sensor
 * without steps, and a gauge read by hand, is taken to read as finely as the finest of its readings so far was written.
 *
 * Throws `UnknownIdError` where the station has no such module.
 */
export function inject(station: Station, leak: InjectedLeak): (line: string) => string {
  const deficit = new Deficit(station, leak);
  const sensors = new Map(station.sensors.map((s) => [s.id, s]));
  const finest = new Map<string, number>();
  return (line) => {
    const fields = split(line);
    if (fields === null) return line;
    const { time, parameter, value } = fields;
    if (parameter.startsWith("hatch:")) deficit.moveHatch(parameter.slice("hatch:".length), value, time);
    const sensor = sensors.get(parameter) ?? dial(parameter, station);
    const reading = value === "" ? Number.NaN : Number(value);
    if (sensor === undefined || !Number.isFinite(reading)) return line;
    if (sensor.quantity === "temperature") {
      deficit.feelTemperature(sensor.id, sensor.module, toSI("temperature", reading, sensor.unit), time);
      return line;
    }
    const decimals = Math.max(decimalsIn(value), finest.get(parameter) ?? 0);
    finest.set(parameter, decimals);
    const lost = reading * (1 - deficit.left(sensor.module, time));
    if (lost === 0) return line;
    const start = line.length - fields.raw.length;
    return line.slice(0, start) + fields.raw.replace(value, lower(line, value, lost, sensor, decimals));
  };
}

type Gauge = Pick<Sensor, "id" | "quantity" | "module" | "unit" | "step">;

/** A hand gauge as a sensor of its module. */
function dial(id: string, station: Station): Gauge | undefined {
  const module = station.modules.find((m) => id === `gauge:${m.id}`)?.id;
  return module === undefined ? undefined : { id, quantity: "pressure", module, unit: "mmHg", step: 0 };
}

interface Fields {
  readonly time: number;
  readonly parameter: string;
  /** Without the spaces and quotes around it. */
  readonly value: string;
  /** As it stands, to the end of the line. */
  readonly raw: string;
}

/** Null for what is no row with a time: a comment, the header, a broken line. */
function split(line: string): Fields | null {
  const first = line.indexOf(",");
  const last = line.indexOf(",", first + 1);
  if (first <= 0 || last < 0 || line.startsWith("#")) return null;
  const time = parseStamp(bare(line.slice(0, first)));
  const raw = line.slice(last + 1);
  return time === null ? null : { time, parameter: bare(line.slice(first + 1, last)), value: bare(raw), raw };
}

function bare(field: string): string {
  const trimmed = field.trim();
  return trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed;
}

/** (UNIX s) ISO 8601 with a zone, or UNIX seconds. */
function parseStamp(text: string): Second | null {
  return /^-?\d+(\.\d*)?$/.test(text) ? second(Number(text)) : parseIso(text);
}

/** No double near 1000 holds more of them. */
const mostDecimals = 12;

/** How many decimals a number was written with: 2 in "750.12" and in "7.5012e2". */
function decimalsIn(value: string): number {
  const [, decimals = "", exponent = "0"] = /^[^.e]*(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(value) ?? [];
  return Math.min(mostDecimals, Math.max(0, decimals.length - Number(exponent)));
}

/** The text of a reading that has lost `lost` of its unit, on a sensor whose readings were written with `finest` decimals. */
function lower(line: string, value: string, lost: number, { step, unit }: Gauge, finest: number): string {
  const code = step > 0 ? step / differenceToSI("pressure", 1, unit) : 10 ** -finest;
  const chance = ((hash(line, 0) >>> 0) + 0.5) / 2 ** 32;
  const codes = Math.floor(lost / code + chance);
  return (Number(value) - codes * code).toFixed(Math.max(step > 0 ? decimalsIn(value) : finest, decimalsOf(code)));
}
