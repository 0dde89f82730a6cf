import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { DocumentError } from "../../document/index.ts";
import { parseCdm } from "./cdm.ts";

/** Examples of CCSDS 508.0-B-1, as kept in Orekit (Apache-2.0). */
const [minimal, xml, full] = ["CDMExample1.txt", "CDMExample1.xml", "CDMExample2.txt"].map((name) =>
  readFileSync(join(import.meta.dirname, "testdata", name), "utf8"),
);

const faultsOf = (text: string): string[] => {
  try {
    parseCdm(text, "a.cdm");
  } catch (error) {
    assert.ok(error instanceof DocumentError, String(error));
    return error.message.split("\n");
  }
  return [];
};

test("the minimal message, the full one and the XML twin say the same of the encounter", () => {
  const all = [minimal, full, xml].map((text) => parseCdm(text, "a.cdm"));
  for (const cdm of all) {
    assert.equal(cdm.tca, Date.UTC(2010, 2, 13, 22, 37, 52) / 1000 + 0.618);
    assert.equal(cdm.missDistance, 715);
    const [a, b] = cdm.objects;
    assert.deepEqual(
      a.position.map((x) => x.toFixed(3)),
      ["2570097.065", "2244654.904", "6281497.978"],
    );
    assert.deepEqual(
      b.velocity.map((v) => v.toFixed(6)),
      ["-2888.612500", "-6007.247516", "3328.770172"],
    );
    assert.deepEqual(a.covariance[3], [2.52e-3, -5.476, 8.626e-4, 5.744e-3, -1.502e-5, -3.004e-6]);
    assert.equal(a.covariance[0][3], a.covariance[3][0]);
    assert.equal(a.internationalDesignator, "1997-030E", "the typographic minus of the example is plain");
  }
  assert.deepEqual(
    all.map((cdm) => cdm.probability),
    [undefined, 4.835e-5, 4.835e-5],
  );
});

test("fields that nobody asked for are kept as written", () => {
  const { others, objects, comments } = parseCdm(full.replace("MESSAGE_FOR", "WEATHER"), "a.cdm");
  assert.deepEqual(others.find(({ keyword }) => keyword === "WEATHER")?.value, "SATELLITE A");
  assert.deepEqual(
    objects[1].others.find(({ keyword }) => keyword === "CDRG_DRG"),
    { keyword: "CDRG_DRG", value: "1.053E-06", unit: "m**4/kg**2", line: 189, column: 50 },
  );
  assert.ok(comments.includes("Relative Metadata/Data"));
});

test("a malformed message names line and field", () => {
  for (const [from, to, said] of [
    ["4.142E+01 ", "4.142E+0x ", 'a.cdm:22:33: OBJECT1.CR_R: found "4.142E+0x", expected a number of m**2'],
    [
      "CT_T                          = 2.533E+03                            [m**2]\n",
      "",
      "a.cdm:41:33: OBJECT1.CT_T: found no such keyword, expected a number of m**2",
    ],
    [
      "2010-03-13T22:37:52.618",
      "2010-02-30T22:37:52.618",
      'a.cdm:5:33: TCA: found "2010-02-30T22:37:52.618", expected a UTC time such as 2010-03-12T22:31:12.000',
    ],
    ["= 715 ", "= NaN ", 'a.cdm:6:33: MISS_DISTANCE: found "NaN", expected a number of m'],
    ["= EME2000", "= TEME", 'a.cdm:15:33: OBJECT1.REF_FRAME: found "TEME", expected EME2000, GCRF, ITRF'],
    ["= EME2000", "= GCRF", 'a.cdm:51:33: OBJECT2.REF_FRAME: found "EME2000", expected GCRF, the frame of OBJECT1'],
    ["= OBJECT2", "= OBJECT1", 'a.cdm:43:33: OBJECT: found "OBJECT1", expected OBJECT2'],
    [
      "= 2570.097065",
      "= 2570097.065",
      'a.cdm:16:33: OBJECT1.X: found "2570097.065", expected X, Y, Z in km that lie between 6,300 and 500,000 km from the Earth\'s centre',
    ],
    ["= 715 ", "= -715 ", 'a.cdm:6:33: MISS_DISTANCE: found "-715", expected a distance, 0 m or more'],
    [
      "= 4.418769571",
      "= 4.4E+300",
      'a.cdm:19:33: OBJECT1.X_DOT: found "4.4E+300", expected X_DOT, Y_DOT, Z_DOT in km/s of 100 km/s together at most',
    ],
    ["= 4.142E+01", "= 4.142E+300", 'a.cdm:22:33: OBJECT1.CR_R: found "4.142E+300", expected a term of 1e18 at most'],
    ["= 4.142E+01", "= -4.142E+01", 'a.cdm:22:33: OBJECT1.CR_R: found "-4.142E+01", expected a variance, 0 or more'],
    ["CR_R  ", "CT_R  ", "a.cdm:23:33: OBJECT1.CT_R: found it again (first in line 22), expected it once"],
    [
      "MANEUVERABLE                  = YES",
      "MANEUVERABLE                  =",
      "a.cdm:14:32: OBJECT1.MANEUVERABLE: found nothing, expected a text",
    ],
    [
      "ORIGINATOR                    = JSPOC",
      "ORIGINATOR JSPOC",
      'a.cdm:3:1: found "ORIGINATOR JSPOC", expected KEYWORD = value',
    ],
  ] as const) {
    assert.ok(minimal.includes(from), from);
    const faults = faultsOf(minimal.replace(from, to));
    assert.ok(faults.includes(said), `${said}\n  not in\n${faults.join("\n")}`);
  }
});

test("XML: the same, at the place of the value", () => {
  assert.deepEqual(faultsOf(xml.replace(">715<", ">many<")), [
    'a.cdm:16:26: MISS_DISTANCE: found "many", expected a number of m',
  ]);
  assert.match(
    faultsOf(xml.replace("</header>", ""))[0],
    /^a\.cdm:\d+:\d+: found broken XML \(.*header.*\), expected well-formed XML$/,
  );
  const cut = xml.slice(0, xml.indexOf("<RELATIVE_POSITION_R") + 30);
  const lines = cut.split("\n");
  const there = `a.cdm:${lines.length}:${lines[lines.length - 1].length + 1}: found broken XML (the text ends within `;
  assert.ok(faultsOf(cut)[0].startsWith(there), faultsOf(cut)[0]);
  assert.match(faultsOf(`<!DOCTYPE a [<!ENTITY x "y">]>${xml}`)[0], /^a\.cdm:1:1: found broken XML \(a document type/);
  assert.deepEqual(faultsOf("<omm/>"), ["a.cdm:1:1: found the element <omm>, expected <cdm>"]);
});

test("another kind of file is told once", () => {
  assert.deepEqual(faultsOf("# Hullwatch\n\ntext\n"), ['a.cdm:1:1: found "# Hullwatch", expected KEYWORD = value']);
  assert.deepEqual(faultsOf("CCSDS_OMM_VERS = 2.0\n"), [
    "a.cdm:1:18: found CCSDS_OMM_VERS, expected CCSDS_CDM_VERS = 1.0, the begin of a message",
  ]);
  assert.deepEqual(faultsOf(""), [
    "a.cdm:1:1: found no KEYWORD = value, expected CCSDS_CDM_VERS = 1.0, the begin of a message",
  ]);
});

test("what real messages hold: padding, COMMENT =, wrong units, N/A, CRLF, a byte-order mark, days of the year", () => {
  const odd = `\ufeff${minimal}`
    .replace("TCA                           =", "COMMENT =HBR = 15 [m]\nTCA =  ")
    .replace("2010-03-13T", "2010-072T")
    .replace(
      "CNDOT_NDOT                    = 5.529E-05                            [m**2/s**2]",
      "CNDOT_NDOT = N/A [m**2/s]",
    )
    .replace("2.533E+03                            [m**2]", "2.533E+03 [km**2]")
    .replaceAll("\n", "\r\n");
  const cdm = parseCdm(odd, "a.cdm");
  assert.equal(cdm.tca, parseCdm(minimal, "a.cdm").tca);
  assert.equal(cdm.hardBody, 15);
  assert.deepEqual(cdm.comments, ["HBR = 15 [m]"]);
  assert.deepEqual(
    cdm.objects.map((object) => object.hasVelocityCovariance),
    [false, true],
  );
  assert.deepEqual(cdm.notes, ["line 25: OBJECT1.CT_T is written in [km**2], read in [m**2] as the standard has it"]);
});

test("the hard-body radius in its usual places", () => {
  for (const [line, radius] of [
    ["COMMENT HBR = 15 [m]", 15],
    ["COMMENT Exclusion Volume Radius=5.0 m", 5],
    ["COMMENT Hard Body Radius: 0.02 [km]", 20],
    ["HBR = 12.5 [m]", 12.5],
    ["COMMENT Apogee Altitude=779 km", undefined],
  ] as const) {
    assert.equal(parseCdm(minimal.replace("TCA  ", `${line}\nTCA  `), "a.cdm").hardBody, radius, line);
  }
  assert.match(
    faultsOf(minimal.replace("TCA  ", "HBR = -1 [m]\nTCA  "))[0],
    /: HBR: found "-1", expected a radius above 0 m$/,
  );
});

test("whatever is done to a message: a result, or faults with their places", () => {
  const mutated = fc
    .tuple(
      fc.constantFrom(minimal, xml, full),
      fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.string()), { minLength: 1, maxLength: 4 }),
    )
    .map(([text, cuts]) =>
      cuts.reduce(
        (t, [at, length, put]) => `${t.slice(0, at % t.length)}${put}${t.slice((at % t.length) + length)}`,
        text,
      ),
    );
  const check = (text: string) => {
    for (const fault of faultsOf(text)) assert.match(fault, /^a\.cdm:[1-9]\d*:[1-9]\d*: .*found [\s\S]*expected /);
  };
  fc.assert(fc.property(mutated, check), { numRuns: 400, seed: 1 });
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), check), { numRuns: 300, seed: 2 });
});

test("a velocity along the position is refused: no radial, transverse and normal follow, and no probability", () => {
  const still = minimal.replace(/^([XYZ]_DOT *=) \S+/gm, "$1 0");
  const expected = /^a\.cdm:19:33: OBJECT1\.X_DOT: found "0", expected a velocity across the position/;
  assert.match(faultsOf(still)[0], expected);
  assert.deepEqual(faultsOf(still.replaceAll("= EME2000", "= ITRF   ")), [], "at rest on the Earth is not at rest");
});

test("a radius that only one object states is taken as that of both, and said to be", () => {
  const told = (text: string) => parseCdm(text, "a.cdm").notes;
  const none = "OBJECT2: a comment states a hard-body radius of 0 m, which is none: left aside";
  assert.deepEqual(told(`${minimal}\nCOMMENT HBR = 0 [m]\n`), [none]);
  const note = "only OBJECT2 states a hard-body radius: 3 m is taken as that of both together";
  assert.deepEqual(told(`${minimal}\nHBR = 3 [m]\n`), [note]);
  assert.deepEqual(told(`${minimal.replace("MISS_DISTANCE", "COMMENT HBR = 15 m\nMISS_DISTANCE")}\nHBR = 3\n`), []);
});
