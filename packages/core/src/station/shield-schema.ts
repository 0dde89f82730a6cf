import * as v from "valibot";
import { toSI } from "../quantity/index.ts";
import { issFits, type ShieldZone, shieldFaces } from "./shield.ts";

/** `shield:` of a module as it is written: a list of zones. */

const opt = v.exactOptional;
const positive = v.pipe(v.number(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.minValue(0));
const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const facesSchema = v.strictObject(
  Object.fromEntries(shieldFaces.map((face) => [face, opt(positive)])) as Record<
    (typeof shieldFaces)[number],
    ReturnType<typeof opt<typeof positive>>
  >,
);

/** What every zone may say besides how it is built. */
const everyZone = {
  area_m2: opt(positive),
  faces_m2: opt(facesSchema),
  exposed: opt(share),
  from: v.picklist(["published", "assumed"]),
  source: opt(v.pipe(v.string(), v.minLength(1))),
};

export const zoneSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("single-wall"),
    wall_mm: positive,
    brinell: opt(positive),
    wall_g_cm3: opt(positive),
    sound_km_s: opt(positive),
    insulation_g_cm2: opt(notNegative),
    ...everyZone,
  }),
  v.strictObject({
    kind: v.literal("whipple"),
    bumper_mm: positive,
    bumper_g_cm3: opt(positive),
    standoff_cm: positive,
    wall_mm: positive,
    wall_yield_MPa: positive,
    insulation_g_cm2: opt(notNegative),
    insulation_standoff_cm: opt(positive),
    ...everyZone,
  }),
  v.strictObject({
    kind: v.literal("stuffed-whipple"),
    bumper_mm: positive,
    bumper_g_cm3: opt(positive),
    stuffing_g_cm2: positive,
    standoff_cm: positive,
    wall_mm: positive,
    wall_g_cm3: opt(positive),
    wall_yield_MPa: positive,
    ...everyZone,
  }),
  v.strictObject({ kind: v.literal("iss-fit"), fit: v.picklist(issFits), ...everyZone }),
  v.strictObject({ kind: v.literal("soyuz-om"), ...everyZone }),
]);
export type ZoneFile = v.InferOutput<typeof zoneSchema>;

/** Aluminium where the file does not say: g/cm3, Brinell, km/s (AMg6: NASA/TM-2009-214785). */
const aluminium = { density: 2.7, wall: 2.64, brinell: 80, sound: 5.1 } as const;

const mm = (x: number) => toSI("length", x, "mm");
const cm = (x: number) => toSI("length", x, "cm");
const perCubicMetre = (x: number) => 1000 * x;
const perSquareMetre = (x: number) => 10 * x;
const megapascal = (x: number) => toSI("pressure", 1000 * x, "kPa");

/** A checked zone in SI units, every default filled in. */
export function toZone(file: ZoneFile): ShieldZone {
  const { area_m2, faces_m2, exposed = 1, from, source } = file;
  const faces = faces_m2 as NonNullable<ShieldZone["faces"]> | undefined;
  const area = area_m2 ?? Object.values(faces_m2 ?? {}).reduce((sum, x) => sum + x, 0);
  return {
    ...buildOf(file),
    area: toSI("area", area, "m2"),
    ...(faces !== undefined && { faces }),
    exposed,
    from,
    ...(source !== undefined && { source }),
  };
}

function buildOf(file: ZoneFile) {
  switch (file.kind) {
    case "single-wall":
      return {
        kind: file.kind,
        wall: mm(file.wall_mm),
        hardness: file.brinell ?? aluminium.brinell,
        density: perCubicMetre(file.wall_g_cm3 ?? aluminium.wall),
        soundSpeed: 1000 * (file.sound_km_s ?? aluminium.sound),
        insulation: perSquareMetre(file.insulation_g_cm2 ?? 0),
      };
    case "whipple":
      return {
        kind: file.kind,
        bumper: mm(file.bumper_mm),
        bumperDensity: perCubicMetre(file.bumper_g_cm3 ?? aluminium.density),
        standoff: cm(file.standoff_cm),
        wall: mm(file.wall_mm),
        wallYield: megapascal(file.wall_yield_MPa),
        insulation: perSquareMetre(file.insulation_g_cm2 ?? 0),
        insulationStandoff: cm(file.insulation_standoff_cm ?? file.standoff_cm),
      };
    case "stuffed-whipple":
      return {
        kind: file.kind,
        bumper: mm(file.bumper_mm),
        bumperDensity: perCubicMetre(file.bumper_g_cm3 ?? aluminium.density),
        stuffing: perSquareMetre(file.stuffing_g_cm2),
        standoff: cm(file.standoff_cm),
        wall: mm(file.wall_mm),
        wallDensity: perCubicMetre(file.wall_g_cm3 ?? aluminium.density),
        wallYield: megapascal(file.wall_yield_MPa),
      };
    case "iss-fit":
      return { kind: file.kind, fit: file.fit };
    case "soyuz-om":
      return { kind: file.kind };
  }
}
