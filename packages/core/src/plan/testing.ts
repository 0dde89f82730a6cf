import fc from "fast-check";
import { type CubicMetre, type Pascal, pascal, toSI } from "../quantity/index.ts";
import { filedHatchStates, filedPositions, type Station, stationBuilder } from "../station/index.ts";
import { defaultSettings, type Situation } from "./index.ts";

const whole = (min: number, max: number) => fc.integer({ min, max });

/**
 * Any station of up to `most` modules: loops, several ships, more people than seats, people anywhere, hatches shut and
 * stuck, few sensors; with any leak, any prior and any settings.
 */
export const anySituation = (most: number): fc.Arbitrary<Situation> =>
  fc
    .record({
      volumes: fc.array(whole(3, 150), { minLength: 2, maxLength: most }),
      parents: fc.array(fc.nat(), { minLength: most, maxLength: most }),
      hatches: fc.array(fc.tuple(whole(1, 12), fc.nat(11), fc.nat(11)), { minLength: most, maxLength: most }),
      loops: fc.array(fc.tuple(fc.nat(), fc.nat(), whole(1, 12), fc.nat(11), fc.nat(11)), { maxLength: 3 }),
      seats: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      people: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
      home: fc.boolean(),
      sensors: fc.array(fc.tuple(fc.nat(), fc.constantFrom(0.01, 0.1, 0.5)), { maxLength: most }),
      weights: fc.array(fc.constantFrom<number[]>(0, 1, 2, 5, 20), { minLength: most, maxLength: most }),
      rate: fc.constantFrom(0.08, 0.6, 4, 20, 100, 600),
      pressure: whole(500, 760),
      half: fc.boolean(),
      gauge: fc.boolean(),
      openBelow: fc.constantFrom(0.5, 5, Number.POSITIVE_INFINITY),
      openTime: fc.option(whole(1, 9)),
    })
    .map((given) => {
      const n = given.volumes.length;
      const builder = stationBuilder();
      given.volumes.forEach((volume, i) => {
        builder.module(`m${i}`, volume);
      });
      const opening = given.openTime === null ? {} : { open_min: given.openTime };
      const state = (x: number) => (x === 0 ? "closed" : "open");
      const more = (close_min: number, shut: number, stuck: number) =>
        ({ close_min, state: state(shut), operable: stuck !== 0, ...opening }) as const;
      for (let i = 1; i < n; i++)
        builder.hatch(`h${i}`, `m${given.parents[i] % i}`, `m${i}`, more(...given.hatches[i]));
      given.loops.forEach(([a, b, ...rest], i) => {
        if (a % n !== b % n) builder.hatch(`l${i}`, `m${a % n}`, `m${b % n}`, more(...rest));
      });
      const seats = [...new Set(given.seats.map((seat) => seat % n))];
      for (const seat of seats) builder.vehicle(`v${seat}`, [`m${seat}`]);
      given.sensors.forEach(([m, sigma], i) => {
        builder.sensor(`s${i}`, `m${m % n}`, { sigma });
      });
      const bare = builder.build();
      // More people than seats: no file may say so, but a ship may be lost.
      const crew = given.people.map(([ship, at], i) => {
        const seat = seats[ship % seats.length];
        return { id: `p${i}`, vehicle: `v${seat}`, at: `m${given.home ? seat : at % n}` };
      });
      const station: Station = { ...bare, crew, crewCount: crew.length };
      const volume = given.volumes.reduce((sum, v) => sum + v, 0) as CubicMetre;
      const drawn: readonly number[] = given.weights.slice(0, n);
      const weights = drawn.some((w) => w > 0) ? drawn : drawn.map(() => 1);
      return {
        station,
        hatches: filedHatchStates(station),
        positions: filedPositions(station),
        probability: new Map(weights.map((w, i) => [`m${i}`, w])),
        leak: toSI("pressureRate", given.rate, "mmHg/h") * volume,
        pressure: toSI("pressure", given.pressure, "mmHg") as Pascal,
        settings: {
          ...defaultSettings,
          halfMillimetre: given.half,
          handGauge: given.gauge ? defaultSettings.handGauge : null,
          openBelow: pascal(toSI("pressure", given.openBelow, "mmHg")),
        },
      };
    });
