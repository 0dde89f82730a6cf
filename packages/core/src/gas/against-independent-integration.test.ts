/**
 * The raw equations of gas dynamics, written here once more by another route and integrated with a 4th-order Runge-Kutta
 * of tiny steps, against the closed forms of this folder and against `orificeFlow` integrated by Gauss quadrature.
 * Flow: Mach number in the throat from the pressure ratio, 1 at most, then density x speed of sound x Mach there. State:
 * mass and internal energy of each vessel. Required: 1e-6 relative. Held here: 1e-9; measured: better than 1e-12.
 */
import { describe, it } from "node:test";
import { cubicMetre, kelvin, pascal, second, squareMetre } from "../quantity/index.ts";
import { adiabaticBlowdown, adiabaticBlowdownTime, isothermalBlowdown, isothermalBlowdownTime } from "./blowdown.ts";
import { timeConstant } from "./leak.ts";
import { orificeFlow } from "./orifice.ts";
import { near } from "./testing.ts";

const gamma = 1.4;
const Rs = 287.05;
const cv = Rs / (gamma - 1);
const cp = cv + Rs;

/** (kg/s) From stagnation state p0 (Pa), T0 (K) through area (m2) into pb (Pa). */
function throat(area: number, p0: number, T0: number, pb: number): number {
  const machAtPb = Math.sqrt((2 / (gamma - 1)) * ((p0 / pb) ** ((gamma - 1) / gamma) - 1));
  const mach = pb > 0 ? Math.min(1, machAtPb) : 1;
  const stagnation = 1 + ((gamma - 1) / 2) * mach * mach;
  const T = T0 / stagnation;
  const density = p0 / (Rs * T0) / stagnation ** (1 / (gamma - 1));
  return area * density * mach * Math.sqrt(gamma * Rs * T);
}

type State = readonly number[];
/** State after `time` (s) in `steps` equal steps of the classical Runge-Kutta method. */
function integrate(rate: (y: State) => State, start: State, time: number, steps: number): State {
  const h = time / steps;
  const move = (y: State, k: State, by: number) => y.map((v, i) => v + by * k[i]);
  let y = start;
  for (let n = 0; n < steps; n++) {
    const k1 = rate(y);
    const k2 = rate(move(y, k1, h / 2));
    const k3 = rate(move(y, k2, h / 2));
    const k4 = rate(move(y, k3, h));
    y = y.map((v, i) => v + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
  }
  return y;
}

/** Five-point Gauss-Legendre quadrature on `parts` equal pieces. */
function quadrature(f: (x: number) => number, from: number, to: number, parts = 400): number {
  const a = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3;
  const b = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3;
  const [wa, wb] = [(322 + 13 * Math.sqrt(70)) / 900, (322 - 13 * Math.sqrt(70)) / 900];
  const h = (to - from) / parts / 2;
  let sum = 0;
  for (let n = 0; n < parts; n++) {
    const c = from + (2 * n + 1) * h;
    sum += (128 / 225) * f(c) + wa * (f(c + a * h) + f(c - a * h)) + wb * (f(c + b * h) + f(c - b * h));
  }
  return sum * h;
}

const area = 5.2e-4;
const volume = 61.9;
const T0 = 295;
const p0 = 1e5;
const m0 = (p0 * volume) / (Rs * T0);
const tau = timeConstant(cubicMetre(volume), squareMetre(area), kelvin(T0));
const flowInto = (pb: number, p: number, T: number) =>
  orificeFlow(
    squareMetre(area),
    { pressure: pascal(p), temperature: kelvin(T) },
    { pressure: pascal(pb), temperature: kelvin(T0) },
  );

/** Pressure (Pa) of the vessel after `time` (s), its gas held at T0. */
const isothermal = (pb: number, time: number) =>
  (integrate(([m]) => [-throat(area, (m * Rs * T0) / volume, T0, pb)], [m0], time, 20_000)[0] * Rs * T0) / volume;

/** The same with no heat coming in: the gas that leaves takes its enthalpy along. */
function adiabatic(pb: number, time: number) {
  const rate = ([m, U]: State) => {
    const T = U / (m * cv);
    const out = throat(area, (m * Rs * T) / volume, T, pb);
    return [-out, -out * cp * T];
  };
  const [m, U] = integrate(rate, [m0, m0 * cv * T0], time, 20_000);
  return { pressure: (U * (gamma - 1)) / volume, temperature: U / (m * cv) };
}

describe("choked, to vacuum: closed forms", () => {
  it("isothermal", () => {
    for (const time of [1, 60, 600, 1800]) {
      near(isothermalBlowdown(pascal(p0), tau, second(time)), isothermal(0, time), 1e-9);
      near(isothermalBlowdownTime(pascal(p0), pascal(isothermal(0, time)), tau), time, 1e-9);
    }
  });

  it("adiabatic", () => {
    for (const time of [1, 60, 600, 1800]) {
      near(adiabaticBlowdown(pascal(p0), tau, second(time)), adiabatic(0, time).pressure, 1e-9);
      near(adiabaticBlowdownTime(pascal(p0), pascal(adiabatic(0, time).pressure), tau), time, 1e-9);
    }
  });
});

describe("into 30 kPa, choked first and then not: orificeFlow", () => {
  const pb = 3e4;
  const switchAt = pb * 1.2 ** 3.5;
  const split = (f: (p: number) => number, to: number) =>
    to >= switchAt ? quadrature(f, to, p0) : quadrature(f, switchAt, p0) + quadrature(f, to, switchAt);

  it("isothermal", () => {
    for (const time of [60, 300, 500, 640]) {
      const to = isothermal(pb, time);
      const took = split((p) => volume / (Rs * T0 * flowInto(pb, p, T0)), to);
      near(took, time, 1e-9);
    }
  });

  it("adiabatic", () => {
    const cooled = (p: number) => T0 * (p / p0) ** ((gamma - 1) / gamma);
    for (const time of [60, 300, 400, 480]) {
      const end = adiabatic(pb, time);
      near(end.temperature, cooled(end.pressure), 1e-9);
      const took = split((p) => volume / (gamma * Rs * cooled(p) * flowInto(pb, p, cooled(p))), end.pressure);
      near(took, time, 1e-9);
    }
  });
});

describe("two vessels becoming equal: orificeFlow", () => {
  const other = 103;
  const pOther = 2e4;

  it("isothermal, the emptier one colder", () => {
    const cold = 280;
    const n = (p0 * volume) / T0 + (pOther * other) / cold;
    /** Pressure of the second vessel when the first is at p. */
    const second = (p: number) => ((n - (p * volume) / T0) * cold) / other;
    const rate = ([m]: State) => {
      const p = (m * Rs * T0) / volume;
      return [-throat(area, p, T0, second(p))];
    };
    const flow = (p: number) =>
      orificeFlow(
        squareMetre(area),
        { pressure: pascal(p), temperature: kelvin(T0) },
        { pressure: pascal(second(p)), temperature: kelvin(cold) },
      );
    const critical = 1.2 ** -3.5;
    const switchAt = (n * cold) / other / (critical + (volume * cold) / (T0 * other));
    for (const time of [60, 300, 400]) {
      const to = (integrate(rate, [m0], time, 20_000)[0] * Rs * T0) / volume;
      const f = (p: number) => volume / (Rs * T0 * flow(p));
      const took = to >= switchAt ? quadrature(f, to, p0) : quadrature(f, switchAt, p0) + quadrature(f, to, switchAt);
      near(took, time, 1e-9);
    }
  });

  it("adiabatic, from either side", () => {
    const start = [m0, m0 * cv * T0, (pOther * other) / (Rs * T0), (pOther * other) / (gamma - 1)];
    /** Both vessels, `flow` (kg/s) from the first to the second; sign decides whose enthalpy goes along. */
    const vessels =
      (flow: (pa: number, Ta: number, pb: number, Tb: number) => number) =>
      ([ma, Ua, mb, Ub]: State) => {
        const [Ta, Tb] = [Ua / (ma * cv), Ub / (mb * cv)];
        const [pa, pb] = [(ma * Rs * Ta) / volume, (mb * Rs * Tb) / other];
        const out = flow(pa, Ta, pb, Tb);
        const enthalpy = out * cp * (out > 0 ? Ta : Tb);
        return [-out, -enthalpy, out, enthalpy];
      };
    const textbook = vessels((pa, Ta, pb) => throat(area, pa, Ta, pb));
    const ours = (sign: 1 | -1) =>
      vessels((pa, Ta, pb, Tb) => {
        const a = { pressure: pascal(pa), temperature: kelvin(Ta) };
        const b = { pressure: pascal(pb), temperature: kelvin(Tb) };
        return sign * (sign === 1 ? orificeFlow(squareMetre(area), a, b) : orificeFlow(squareMetre(area), b, a));
      });
    for (const time of [60, 200, 280]) {
      const expected = integrate(textbook, start, time, 20_000);
      for (const sign of [1, -1] as const) {
        const found = integrate(ours(sign), start, time, 7_000);
        for (const [i, value] of found.entries()) near(value, expected[i], 1e-9);
      }
    }
  });
});
