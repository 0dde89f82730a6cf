/**
 * Moles of oxygen and of the rest in a cabin, integrated with a 4th-order Runge-Kutta of small steps while a hole takes its
 * volume flow of them, people take oxygen and tanks are let in and run dry, against the logarithms of `lived-in.ts`.
 * Required: 1e-6 relative. Held here: 1e-8.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  cubicMetre,
  kelvin,
  kilogram,
  kilogramPerSecond,
  pascal,
  second,
  squareMetre,
  toSI,
} from "../quantity/index.ts";
import { timeConstant } from "./leak.ts";
import { feedOf, pressureOfFlow, reserveTimesLivedIn } from "./lived-in.ts";
import { near } from "./testing.ts";

const R = 8.31446261815324;
const [oxygenMass, nitrogenMass] = [31.998e-3, 28.014e-3];
const [volume, T] = [100, 295];
const mmHg = toSI("pressure", 1, "mmHg");
const limits = { pressure: pascal(490 * mmHg), ppO2: pascal(146 * mmHg) };
const start = { pressure: 750 * mmHg, ppO2: 160 * mmHg };

interface Case {
  /** (m2) CdA. */
  readonly area: number;
  readonly people: number;
  /** (kg/s, kg) */
  readonly oxygen?: readonly [flow: number, mass: number];
  readonly nitrogen?: readonly [flow: number, mass: number];
}

type Moles = readonly [oxygen: number, rest: number];

/** (s) Until the moles of `what` are those of its limit; the speed (m/s) at which 1 m2 of hole takes air is `draw`. */
function integrated(c: Case, what: "pressure" | "ppO2", draw: (n: Moles) => number): number {
  const moles = (p: number) => (p * volume) / (R * T);
  const end = moles(limits[what]);
  const breath = (c.people * 0.84) / 86400 / oxygenMass;
  const flows = (time: number): Moles => {
    const open = (tank?: readonly [number, number]) => (tank !== undefined && time < tank[1] / tank[0] ? tank[0] : 0);
    return [open(c.oxygen) / oxygenMass - breath, open(c.nitrogen) / nitrogenMass];
  };
  const rate = (n: Moles, [oxygen, rest]: Moles): Moles => {
    const out = (c.area * draw(n)) / volume;
    return [oxygen - out * n[0], rest - out * n[1]];
  };
  const add = (n: Moles, k: Moles, h: number): Moles => [n[0] + h * k[0], n[1] + h * k[1]];
  const step = (n: Moles, f: Moles, h: number): Moles => {
    const k1 = rate(n, f);
    const k2 = rate(add(n, k1, h / 2), f);
    const k3 = rate(add(n, k2, h / 2), f);
    const k4 = rate(add(n, k3, h), f);
    return add(add(add(add(n, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
  };
  const level = (n: Moles) => (what === "pressure" ? n[0] + n[1] : n[0]);
  // The tanks last for whole steps, so that no step sees one run dry.
  const h = 100;
  let n: Moles = [moles(start.ppO2), moles(start.pressure - start.ppO2)];
  for (let i = 0; i < 1e6; i++) {
    const f = flows(i * h);
    const next = step(n, f, h);
    if (level(next) <= end) {
      let [low, high] = [0, h];
      for (let k = 0; k < 60; k++) {
        const middle = (low + high) / 2;
        if (level(step(n, f, middle)) > end) low = middle;
        else high = middle;
      }
      return i * h + low;
    }
    n = next;
  }
  return Number.POSITIVE_INFINITY;
}

function closed(c: Case) {
  const [v, t] = [cubicMetre(volume), kelvin(T)];
  const feed = (gas: "o2" | "n2", tank?: readonly [number, number]) =>
    tank === undefined ? [] : [feedOf(gas, kilogramPerSecond(tank[0]), kilogram(tank[1]), v, t)];
  const air = {
    pressure: pascal(start.pressure),
    ppO2: pascal(start.ppO2),
    breathed: pressureOfFlow("o2", kilogramPerSecond((c.people * 0.84) / 86400), v, t),
    feeds: [...feed("o2", c.oxygen), ...feed("n2", c.nitrogen)],
  };
  const tau = c.area === 0 ? second(Number.POSITIVE_INFINITY) : timeConstant(v, squareMetre(c.area), t);
  return reserveTimesLivedIn(air, tau, limits);
}

/** (m/s) Choked dry air at 295 K, written out: speed of sound times (2/(gamma+1))^((gamma+1)/(2(gamma-1))) = 1.2^-3. */
const ofDryAir = Math.sqrt(1.4 * 287.05 * T) * 1.2 ** -3;

const cases: Record<string, Case> = {
  "a leak alone": { area: 1e-6, people: 0 },
  "people alone": { area: 0, people: 3 },
  "a leak and people": { area: 1e-6, people: 3 },
  "a quick leak and an oxygen tank that holds it for an hour": { area: 2e-5, people: 3, oxygen: [1e-3, 3.6] },
  "two tanks that run dry one after the other": { area: 1e-5, people: 6, oxygen: [5e-4, 5], nitrogen: [2e-3, 8] },
  "a tank that first drives the pressure up": { area: 2e-6, people: 1, nitrogen: [4e-3, 20] },
};

describe("the time to each limit", () => {
  for (const [name, c] of Object.entries(cases)) {
    it(name, () => {
      const found = closed(c);
      near(
        found.pressure,
        integrated(c, "pressure", () => ofDryAir),
        1e-8,
      );
      near(
        found.ppO2,
        integrated(c, "ppO2", () => ofDryAir),
        1e-8,
      );
    });
  }
});

describe("a hole that takes air by what is in it at each moment", () => {
  it("changes the time by less than 1 % while a hundred mmHg of oxygen are breathed", () => {
    const c = { area: 1e-6, people: 3 };
    const whole = ofDryAir * Math.sqrt(28.9644e-3);
    const own = ([o2, rest]: Moles) => whole / Math.sqrt((o2 * oxygenMass + rest * 28.35e-3) / (o2 + rest));
    const found = closed(c).pressure / integrated(c, "pressure", own);
    assert.ok(Math.abs(found - 1) < 0.01, `${found}`);
  });
});
