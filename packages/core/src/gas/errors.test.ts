/** Every refusal of this folder: what would divide by zero, or take the logarithm or the root of no number. */
import { describe, it } from "node:test";
import * as q from "../quantity/index.ts";
import * as gas from "./index.ts";
import { refuses } from "./testing.ts";

const none = { o2: 0, n2: 0, co2: 0, h2o: 0 };
const some = { ...none, n2: 1 };
const empty = gas.partialPressures(none, q.cubicMetre(1), q.kelvin(1));
const [v, v0, t, t0] = [q.cubicMetre(10), q.cubicMetre(0), q.kelvin(295), q.kelvin(0)];
const [p, p0, pMinus, pNaN] = [q.pascal(1e5), q.pascal(0), q.pascal(-1), q.pascal(Number.NaN)];
const [a, a0, aMinus] = [q.squareMetre(1e-6), q.squareMetre(0), q.squareMetre(-1e-6)];
const [s, s0, sMinus] = [q.second(60), q.second(0), q.second(-1)];
const [fall, rise] = [q.pascalPerSecond(0.1), q.pascalPerSecond(-0.1)];
const feed = q.kilogramPerSecond(1e-4);
const low = q.pascal(5e4);
const odd = { gamma: 1, specificGasConstant: 287 };
const weightless = { gamma: 1.4, specificGasConstant: 0 };
const at = (pressure: q.Pascal, temperature: q.Kelvin) => ({ pressure, temperature });
const mass = q.kilogram(50);
const air = { pressure: p, ppO2: q.pascal(2e4), breathed: fall, feeds: [] };
const ends = { pressure: low, ppO2: q.pascal(1.5e4) };
const fed = { pressure: p, area: a, volume: v, temperature: t, feed };

const refusals: Record<string, readonly (readonly [() => unknown, string])[]> = {
  mixture: [
    [
      () => gas.pressureOfAmounts(some, v0, t),
      "pressureOfAmounts: found volume 0, expected a finite number above 0 m3",
    ],
    [() => gas.pressureOfAmounts(some, v, t0), "found temperature 0, expected a finite number above 0 K"],
    [() => gas.partialPressures(some, v0, t), "partialPressures: found volume 0"],
    [() => gas.partialPressures(some, v, t0), "partialPressures: found temperature 0"],
    [() => gas.amountsAt(empty, q.cubicMetre(-1), t), "amountsAt: found volume -1"],
    [() => gas.amountsAt(empty, v, t0), "amountsAt: found temperature 0"],
    [() => gas.moleFractions(none), "moleFractions: found total amount 0, expected more than 0 mol"],
    [() => gas.meanMolarMass(none), "meanMolarMass: found total amount 0"],
    [() => gas.specificGasConstant(none), "found total amount 0"],
    [() => gas.heatCapacityRatio(none), "heatCapacityRatio: found total amount 0"],
    [() => gas.gasProperties(none), "found total amount 0"],
  ],
  orifice: [
    [() => gas.criticalFlowFactor(odd), "criticalFlowFactor: found gamma 1, expected more than 1"],
    [() => gas.criticalFlowFactor(weightless), "found specific gas constant 0"],
    [() => gas.criticalPressureRatio(odd), "criticalPressureRatio: found gamma 1"],
    [() => gas.chokedFlow(aMinus, p, t), "chokedFlow: found area -0.000001, expected a finite number of 0 m2 or more"],
    [() => gas.chokedFlow(a, pMinus, t), "chokedFlow: found pressure -1"],
    [() => gas.chokedFlow(a, p, t0), "chokedFlow: found temperature 0"],
    [() => gas.orificeFlow(aMinus, at(p, t), gas.vacuum), "orificeFlow: found area"],
    [() => gas.orificeFlow(a, at(p, t), at(pMinus, t)), "orificeFlow: found pressure -1"],
    [() => gas.orificeFlow(a, at(p, t0), gas.vacuum), "orificeFlow: found temperature 0"],
    [() => gas.orificeFlow(a, gas.vacuum, at(p, t0)), "orificeFlow: found temperature 0"],
    [() => gas.orificeFlow(a, at(pNaN, t), at(p, t)), "orificeFlow: found pressure NaN"],
    [() => gas.orificeFlow(a, at(p, t), at(pNaN, t)), "orificeFlow: found pressure NaN"],
    [() => gas.orificeFlow(a, at(p, t), gas.vacuum, odd), "found gamma 1"],
  ],
  leak: [
    [() => gas.pressureFall(a, p, v0, t), "pressureFall: found volume 0"],
    [() => gas.pressureFall(a, p, v, t0), "found temperature 0"],
    [() => gas.effectiveArea(fall, p0, v, t), "effectiveArea: found pressure 0"],
    [() => gas.effectiveArea(fall, p, v0, t), "effectiveArea: found volume 0"],
    [() => gas.effectiveArea(fall, p, v, t0), "effectiveArea: found temperature 0"],
    [() => gas.massFlowOfFall(fall, v, t0), "massFlowOfFall: found temperature 0"],
    [() => gas.massFlowOfFall(fall, v, t, weightless), "massFlowOfFall: found specific gas constant 0"],
    [() => gas.massOfGas(p, v, t0), "massOfGas: found temperature 0"],
    [() => gas.massOfGas(p, v, t, weightless), "massOfGas: found specific gas constant 0"],
    [() => gas.timeConstant(v0, a, t), "timeConstant: found volume 0"],
    [() => gas.timeConstant(v, aMinus, t), "timeConstant: found area"],
    [() => gas.timeConstant(v, a, t0), "timeConstant: found temperature 0"],
    [() => gas.effectiveDiameter(aMinus, 0.6), "effectiveDiameter: found area"],
    [
      () => gas.effectiveDiameter(a, 0),
      "effectiveDiameter: found discharge coefficient 0, expected more than 0 and at",
    ],
    [() => gas.holeArea(q.metre(-1), 0.6), "holeArea: found diameter -1"],
    [() => gas.holeArea(q.metre(1), 1.1), "holeArea: found discharge coefficient 1.1"],
  ],
  reserve: [
    [() => gas.reserveTimeExponential(pMinus, low, fall), "reserveTimeExponential: found pressure -1"],
    [() => gas.reserveTimeExponential(p, p0, fall), "reserveTimeExponential: found limit 0"],
    [() => gas.reserveTimeExponential(p, low, rise), "reserveTimeExponential: found fall -0.1"],
    [() => gas.reserveTimeLinear(pMinus, low, fall), "reserveTimeLinear: found pressure -1"],
    [() => gas.reserveTimeLinear(p, pMinus, fall), "reserveTimeLinear: found limit -1"],
    [() => gas.reserveTimeLinear(p, low, rise), "reserveTimeLinear: found fall -0.1"],
    [
      () => gas.reserveTimeT1mm(q.pascal(133), low, s),
      "found pressure 133, expected a finite number above 133.322387415",
    ],
    [() => gas.reserveTimeT1mm(p, p0, s), "reserveTimeT1mm: found limit 0"],
    [() => gas.reserveTimeT1mm(p, low, s0), "reserveTimeT1mm: found T1mm 0"],
    [() => gas.t1mmOfFall(q.pascal(133), fall), "t1mmOfFall: found pressure 133"],
    [() => gas.t1mmOfFall(p, rise), "t1mmOfFall: found fall -0.1"],
    [() => gas.fallOfT1mm(q.pascal(133), s), "fallOfT1mm: found pressure 133"],
    [() => gas.fallOfT1mm(p, s0), "fallOfT1mm: found T1mm 0"],
    [() => gas.feedPressure(q.kilogramPerSecond(-1), a, t), "feedPressure: found feed -1"],
    [() => gas.feedPressure(feed, a0, t), "feedPressure: found area 0"],
    [() => gas.feedPressure(feed, a, t0), "found temperature 0"],
    [() => gas.reserveTimeFed({ ...fed, pressure: pMinus }, low), "reserveTimeFed: found pressure -1"],
    [() => gas.reserveTimeFed(fed, p0), "reserveTimeFed: found limit 0"],
    [() => gas.reserveTimeFed({ ...fed, volume: v0 }, low), "found volume 0"],
  ],
  "lived-in": [
    [() => gas.pressureOfFlow("o2", feed, v0, t), "pressureOfFlow: found volume 0"],
    [() => gas.pressureOfFlow("o2", feed, v, t0), "pressureOfFlow: found temperature 0"],
    [() => gas.feedOf("o2", q.kilogramPerSecond(-1), mass, v, t), "feedOf: found flow -1"],
    [() => gas.feedOf("o2", feed, q.kilogram(-1), v, t), "feedOf: found mass -1"],
    [() => gas.reserveTimesLivedIn({ ...air, pressure: pMinus }, s, ends), "reserveTimesLivedIn: found pressure -1"],
    [() => gas.reserveTimesLivedIn({ ...air, ppO2: pMinus }, s, ends), "found ppO2 -1"],
    [() => gas.reserveTimesLivedIn({ ...air, breathed: rise }, s, ends), "found oxygen breathed -0.1"],
    [() => gas.reserveTimesLivedIn(air, s, { ...ends, pressure: p0 }), "found pressure limit 0"],
    [() => gas.reserveTimesLivedIn(air, s, { ...ends, ppO2: pNaN }), "found ppO2 limit NaN"],
    [() => gas.reserveTimesLivedIn(air, s0, ends), "found time constant 0, expected more than 0 s"],
  ],
  thrust: [
    [() => gas.jetThrust(aMinus, p), "jetThrust: found area"],
    [() => gas.jetThrust(a, pMinus), "jetThrust: found pressure -1"],
    [() => gas.jetThrust(a, p, odd), "found gamma 1"],
    [() => gas.freeExpansionThrust(aMinus, p), "freeExpansionThrust: found area"],
    [() => gas.freeExpansionThrust(a, pMinus), "freeExpansionThrust: found pressure -1"],
    [() => gas.freeExpansionThrust(a, p, odd), "found gamma 1"],
  ],
  blowdown: [
    [() => gas.isothermalBlowdown(pMinus, s, s), "isothermalBlowdown: found pressure -1"],
    [() => gas.isothermalBlowdown(p, s0, s), "isothermalBlowdown: found time constant 0"],
    [() => gas.isothermalBlowdown(p, s, sMinus), "isothermalBlowdown: found time -1"],
    [() => gas.adiabaticBlowdown(p, s0, s), "adiabaticBlowdown: found time constant 0"],
    [() => gas.adiabaticBlowdown(p, s, sMinus), "adiabaticBlowdown: found time -1"],
    [() => gas.adiabaticBlowdown(p, s, s, odd), "adiabaticBlowdown: found gamma 1"],
    [() => gas.isothermalBlowdownTime(p, p0, s), "isothermalBlowdownTime: found end pressure 0"],
    [() => gas.isothermalBlowdownTime(p, low, s0), "isothermalBlowdownTime: found time constant 0"],
    [() => gas.adiabaticBlowdownTime(p, p0, s), "adiabaticBlowdownTime: found end pressure 0"],
    [() => gas.adiabaticBlowdownTime(p, low, s0), "adiabaticBlowdownTime: found time constant 0"],
    [() => gas.adiabaticBlowdownTime(p, low, s, odd), "adiabaticBlowdownTime: found gamma 1"],
  ],
  balance: [
    [() => gas.joinedPressure([]), "joinedPressure: found number of volumes 0, expected at least 1"],
    [() => gas.joinedPressure([{ volume: v0, temperature: t, pressure: p }]), "joinedPressure: found volume 0"],
    [() => gas.joinedPressure([{ volume: v, temperature: t0, pressure: p }]), "joinedPressure: found temperature 0"],
    [() => gas.joinedTemperature([]), "joinedTemperature: found number of volumes 0"],
    [() => gas.joinedAmounts([]), "joinedAmounts: found number of volumes 0"],
    [() => gas.isolatedFall(fall, v0, v), "isolatedFall: found joined volume 0"],
    [() => gas.isolatedFall(fall, v, v0), "isolatedFall: found isolated volume 0"],
  ],
};

for (const [file, cases] of Object.entries(refusals)) {
  describe(`${file} refuses`, () => {
    for (const [call, says] of cases) it(says, () => refuses(call, says));
  });
}
