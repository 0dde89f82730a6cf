/** Conjunction messages about a pass at right angles, as wide and as well known as a test wants. */

export interface Pass {
  /** (ms) UNIX time. */
  readonly tca: number;
  readonly created: number;
  /** (m) Straight above the station. */
  readonly miss: number;
  /** (m) One standard deviation of each object's radial position. */
  readonly sigma: number;
  readonly other?: string;
  readonly station?: string;
}

const lower = ["R", "T", "N", "RDOT", "TDOT", "NDOT"];

function covariance(sigma: number): string[] {
  const diagonal = [sigma ** 2, 90 ** 2, 40 ** 2, 1e-2, 1e-2, 1e-2];
  return lower.flatMap((row, i) =>
    lower.slice(0, i + 1).map((column, j) => {
      const unit = ["m**2", "m**2/s", "m**2/s**2"][(i > 2 ? 1 : 0) + (j > 2 ? 1 : 0)];
      return `C${row}_${column} = ${i === j ? diagonal[i] : 0} [${unit}]`;
    }),
  );
}

/** (km, km/s) Of a circular orbit at 400 km. */
const [radius, speed] = [6778.137, 7.6686];

function object(n: 1 | 2, designator: string, name: string, tilt: number, height: number, sigma: number): string[] {
  return [
    `OBJECT = OBJECT${n}`,
    `OBJECT_DESIGNATOR = ${designator}`,
    "CATALOG_NAME = SATCAT",
    `OBJECT_NAME = ${name}`,
    `INTERNATIONAL_DESIGNATOR = 1998-067${n === 1 ? "A" : "ZZ"}`,
    "EPHEMERIS_NAME = NONE",
    "COVARIANCE_METHOD = CALCULATED",
    `MANEUVERABLE = ${n === 1 ? "YES" : "NO"}`,
    "REF_FRAME = GCRF",
    `X = ${radius + height / 1000} [km]`,
    "Y = 0 [km]",
    "Z = 0 [km]",
    "X_DOT = 0 [km/s]",
    `Y_DOT = ${(speed * Math.cos(tilt)).toFixed(9)} [km/s]`,
    `Z_DOT = ${(speed * Math.sin(tilt)).toFixed(9)} [km/s]`,
    ...covariance(sigma),
  ];
}

const iso = (ms: number) => new Date(ms).toISOString().replace("Z", "");

/** A message in KVN. */
export function messageOf({ tca, created, miss, sigma, other = "45678", station = "25544" }: Pass): string {
  return [
    "CCSDS_CDM_VERS = 1.0",
    `CREATION_DATE = ${iso(created)}`,
    "ORIGINATOR = TEST",
    `MESSAGE_ID = ${other}-${iso(created)}`,
    `TCA = ${iso(tca)}`,
    `MISS_DISTANCE = ${miss} [m]`,
    ...object(1, station, "ISS (ZARYA)", 0.9, 0, sigma),
    ...object(2, other, "EXAMPLE DEB", -0.8, miss, sigma),
    "",
  ].join("\n");
}

/** Elements of the station; the checksums are to be put in. */
export const tle = `ISS (ZARYA)
1 25544U 98067A   18242.00000000  .00001600  00000-0  31000-4 0  999X
2 25544  51.6400 200.0000 0005000   0.0000 270.0000 15.5400000012345X`;

/** With the checksums that its lines have. */
export const checked = (text: string) =>
  text.replace(/^([12] .{66})X$/gm, (_, line: string) => {
    const sum = [...line].reduce((s, c) => s + (c === "-" ? 1 : /\d/.test(c) ? Number(c) : 0), 0);
    return `${line}${sum % 10}`;
  });
