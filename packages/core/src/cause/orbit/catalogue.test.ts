import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { DocumentError } from "../../document/index.ts";
import { newestOf, parseCatalogue } from "./catalogue.ts";

const [json, csv, xml] = ["sample_omm.json", "sample_omm.csv", "sample_omm.xml"].map((name) =>
  readFileSync(join(import.meta.dirname, "testdata", name), "utf8"),
);
const kvn = `CCSDS_OMM_VERS = 2.0
CREATION_DATE =
ORIGINATOR =
COMMENT as CelesTrak writes it
OBJECT_NAME = VANGUARD 1
OBJECT_ID = 1958-002B
CENTER_NAME = EARTH
REF_FRAME = TEME
TIME_SYSTEM = UTC
MEAN_ELEMENT_THEORY = SGP4
EPOCH = 2020-10-13T04:52:48.472320
MEAN_MOTION = 10.84869164 [rev/day]
ECCENTRICITY = .1845686
INCLINATION = 34.2443 [deg]
RA_OF_ASC_NODE = 225.5254
ARG_OF_PERICENTER = 162.2516
MEAN_ANOMALY = 205.2356
EPHEMERIS_TYPE = 0
CLASSIFICATION_TYPE = U
NORAD_CAT_ID = 5
ELEMENT_SET_NO = 999
REV_AT_EPOCH = 21814
BSTAR = -.22483E-4
MEAN_MOTION_DOT = -1.6E-7
MEAN_MOTION_DDOT = 0
USER_DEFINED_WEATHER = fair
`;
const tle = `ISS (ZARYA)
1 25544U 98067A   24061.50000000  .00016717  00000-0  10270-3 0  9005
2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.49815350 10001
`;

const one = (text: string) => parseCatalogue(text, "gp").elements[0];
const said = (text: string): readonly string[] => {
  try {
    const { faults } = parseCatalogue(text, "gp");
    return new DocumentError("gp", faults).message.split("\n");
  } catch (error) {
    assert.ok(error instanceof DocumentError, String(error));
    return error.message.split("\n");
  }
};

test("CSV, XML and KVN of one element set are the same", () => {
  const vanguard = {
    id: "5",
    epoch: Date.UTC(2020, 9, 13, 4, 52, 48) / 1000 + 0.47232,
    meanMotion: 10.84869164,
    eccentricity: 0.1845686,
    inclination: 34.2443,
    node: 225.5254,
    perigee: 162.2516,
    meanAnomaly: 205.2356,
    bstar: -2.2483e-5,
    name: "VANGUARD 1",
    internationalDesignator: "1958-002B",
  };
  for (const [text, format] of [
    [csv, "omm-csv"],
    [xml, "omm-xml"],
    [kvn, "omm-kvn"],
  ]) {
    const read = parseCatalogue(text, "gp");
    const { others, ...elements } = read.elements[0];
    assert.deepEqual([read.format, read.elements.length, read.faults], [format, 1, []]);
    assert.deepEqual(elements, vanguard);
    assert.equal(others.REV_AT_EPOCH, "21814");
  }
});

test("JSON as it is given: numbers, or texts that hold them; one object, or a list", () => {
  const { bstar, epoch } = one(json);
  assert.deepEqual([bstar, epoch], [0.00035436, Date.UTC(2025, 1, 14, 14, 36, 48) / 1000 + 0.662784]);
  const texts = json.replaceAll(/: (-?[\d.e-]+)(,|\n)/g, ': "$1"$2');
  assert.match(texts, /"BSTAR": "0.00035436"/);
  assert.deepEqual({ ...one(texts), others: 0 }, { ...one(json), others: 0 });
  assert.deepEqual(one(json.trim().slice(1, -1)), one(json));
});

test("a TLE: name, two-digit year, assumed decimal points", () => {
  const { name, id, epoch, bstar, eccentricity, meanMotion, internationalDesignator } = one(tle);
  assert.deepEqual([name, id, internationalDesignator], ["ISS (ZARYA)", "25544", "98067A"]);
  assert.deepEqual(
    [epoch, bstar, eccentricity, meanMotion],
    [Date.UTC(2024, 2, 1, 12) / 1000, 1.027e-4, 0.0006703, 15.4981535],
  );
  assert.equal(one(tle.split("\n").slice(1).join("\n")).name, "object 25544");
  assert.equal(one(tle.replace("ISS", "0 ISS")).name, "ISS (ZARYA)");
});

test("numbers beyond five digits: a letter in a TLE, up to nine digits elsewhere", () => {
  // A is 10, J 18, Z 33; letters are no part of the checksum, so the digit taken away is made good at its end.
  const withNumber = (number: string) =>
    tle.replaceAll("25544", number).replaceAll(/^([12] .{66})\d/gm, (_, line: string) => {
      const sum = [...line].reduce((total, c) => total + (c === "-" ? 1 : Number(c) || 0), 0);
      return `${line}${sum % 10}`;
    });
  assert.deepEqual(
    ["A0001", "J2345", "Z9999", "00005", "    5"].map((number) => one(withNumber(number)).id),
    ["100001", "182345", "339999", "5", "5"],
  );
  assert.match(said(withNumber("I0001"))[0], /^gp:2:3: number of line 1: found "I0001", expected a catalogue number/);
  assert.equal(one(json.replace('"NORAD_CAT_ID": 5', '"NORAD_CAT_ID": 799500123')).id, "799500123");
  assert.match(said(json.replace('"NORAD_CAT_ID": 5', '"NORAD_CAT_ID": 1234567890'))[0], /^gp:13:21: NORAD_CAT_ID: /);
});

test("what nobody asked for is kept", () => {
  assert.equal(one(kvn).others.USER_DEFINED_WEATHER, "fair");
  assert.equal(one(kvn).others.COMMENT, "as CelesTrak writes it");
  assert.equal(one(json.replace('"BSTAR"', '"RCS_SIZE": "SMALL", "BSTAR"')).others.RCS_SIZE, "SMALL");
  assert.equal(
    one(csv.replace("BSTAR", "BSTAR,SITE").replace("-.22483E-4", '-.22483E-4,"a, ""b"""')).others.SITE,
    'a, "b"',
  );
  assert.equal(
    one(xml.replace("<BSTAR>", '<USER_DEFINED parameter="SITE">x</USER_DEFINED><BSTAR>')).others.USER_DEFINED_SITE,
    "x",
  );
});

test("several in a file; one with a fault is left out and named by line and field", () => {
  const two = `${kvn}${kvn.replace("NORAD_CAT_ID = 5", "NORAD_CAT_ID = 6").replace(".1845686", "1.2")}`;
  const { elements, faults } = parseCatalogue(two, "gp");
  assert.deepEqual([elements.length, faults.length], [1, 1]);
  for (const [text, expected] of [
    [two, 'gp:39:16: ECCENTRICITY: found "1.2", expected a number from 0 to 0.9999999'],
    [`${kvn}ODD LINE\n`, 'gp:27:1: found "ODD LINE", expected KEYWORD = value'],
    [kvn.replace("= TEME", "= GCRF"), 'gp:8:13: REF_FRAME: found "GCRF", expected TEME'],
    [kvn.replace("= UTC", "= TAI"), 'gp:9:15: TIME_SYSTEM: found "TAI", expected UTC'],
    [kvn.replace("= SGP4", "= DSST"), 'gp:10:23: MEAN_ELEMENT_THEORY: found "DSST", expected SGP4, SGP/SGP4, SGP'],
    [
      kvn.replace("EPHEMERIS_TYPE = 0", "EPHEMERIS_TYPE = 4"),
      'gp:18:18: EPHEMERIS_TYPE: found "4", expected 0 for SGP4; 4 is SGP4-XP, which SGP4 reads wrongly',
    ],
    [
      `[${json.trim().slice(1, -1)},\n${json.trim().slice(1, -1).replace('"EPOCH": "2025-02-14', '"EPOCH": "2025-02-30')}]`,
      'gp:23:14: EPOCH: found "2025-02-30T14:36:48.662784", expected a UTC time such as 2010-03-12T22:31:12.000',
    ],
    [
      `${csv}${csv.split("\n")[1].replace("34.2443", "north")}\n`,
      'gp:3:70: INCLINATION: found "north", expected a number of deg',
    ],
    [`${csv}one,two\n`, "gp:3:1: found 2 values, expected 17, one a keyword"],
    [xml.replace(">10.84869164<", "><"), "gp:4:362: MEAN_MOTION: found nothing, expected a number of rev/day"],
    [`${tle}${tle.replace("51.6416", "51.64x6")}`, 'gp:6:9: inclination: found " 51.64x6", expected degrees'],
    [
      `${tle}${tle.replace("2 25544", "2 25545")}`,
      'gp:6:3: number of line 2: found "25545", expected "25544", that of line 1',
    ],
    [`${tle}${tle.replace("10001", "10005")}`, 'gp:6:69: checksum: found "5", expected "1"'],
    [`${tle}${tle.split("\n").slice(0, 2).join("\n")}`, "gp:5:1: found the end, expected line 2 of an element set"],
    [
      `${tle}${tle.replace("24061.5", "24367.5")}`,
      /^gp:5:19: epoch: found "24367.50000000", expected two digits of the year and the day/,
    ],
    [`${tle}${tle.replace(" 10001", "")}`, "gp:6:64: found a line of 63 characters, expected 69"],
  ] as const) {
    const lines = said(text);
    if (typeof expected === "string") assert.deepEqual(lines, [expected]);
    else assert.match(lines[0], expected);
  }
});

test("XML: several in an ndm, prefixes, and nothing that stands in a comment", () => {
  const omm = /<omm[\s\S]*<\/omm>/.exec(xml)![0];
  const second = omm.replace(">5<", ">6<").replaceAll(/<(\/?)omm/g, "<$1ndm:omm");
  const text = xml.replace(omm, `${omm}\n<!-- ${omm.replace(">5<", ">7<")} -->\n${second}`);
  assert.deepEqual(
    parseCatalogue(text, "gp").elements.map(({ id }) => id),
    ["5", "6"],
  );
  assert.deepEqual(said(text.replace(">6<", ">six<")), [
    'gp:8:705: NORAD_CAT_ID: found "six", expected up to nine digits',
  ]);
});

test("of one object the newest element set counts", () => {
  const sets = [csv, json, kvn.replace("= 5\n", "= 6\n")].map(one);
  const { newest, older } = newestOf(sets);
  assert.deepEqual([newest, older], [[sets[1], sets[2]], 1]);
});

test("broken JSON names line, record and key", () => {
  for (const [from, to, expected] of [
    [
      '"MEAN_MOTION": 10.85873516',
      '"MEAN_MOTION": north',
      'gp:5:20: [0].MEAN_MOTION: found "north,", which is no JSON there, expected valid JSON',
    ],
    [
      "10.85873516,",
      "10.85873516",
      'gp:6:5: [0].MEAN_MOTION: found "\\"ECCENTRICITY\\": 0.18", which is no JSON there, expected valid JSON',
    ],
    [
      "10.85873516,",
      "10.85873516,,",
      'gp:5:32: [0].MEAN_MOTION: found ",", which is no JSON there, expected valid JSON',
    ],
    ["}]", "", "gp:20:1: [0].MEAN_MOTION_DDOT: found the end, expected valid JSON"],
    ["}]", "}]]", 'gp:19:3: [0].MEAN_MOTION_DDOT: found "]", which is no JSON there, expected valid JSON'],
  ]) {
    assert.ok(json.includes(from));
    assert.deepEqual(said(json.replace(from, to)), [expected]);
  }
});

test("another kind of file is told at once", () => {
  assert.deepEqual(said(""), ["gp:1:1: found no element set, expected TLE, or OMM as JSON, KVN, XML or CSV"]);
  assert.deepEqual(said("[]"), ["gp:1:1: found no element set, expected TLE, or OMM as JSON, KVN, XML or CSV"]);
  assert.deepEqual(said("[1]"), ['gp:1:1: [0]: found "1", expected an object with one element set']);
  assert.deepEqual(said("<cdm/>"), [
    "gp:1:1: found a Conjunction Data Message, expected TLE, or OMM as JSON, KVN, XML or CSV",
  ]);
  assert.match(
    said("GP data has not updated since your last successful download.")[0],
    /expected line 1 of an element set$/,
  );
});

test("whatever is done to a file: element sets, or faults with their places", () => {
  const texts = [json, csv, xml, kvn, tle];
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(2000),
      fc.nat(40),
      fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("\n", '"', "}", "<a>", "=", ",", "1e999", "-")),
      (text, at, cut, put) => {
        const broken = text.slice(0, at % text.length) + put + text.slice((at % text.length) + cut);
        try {
          for (const { epoch, meanMotion, id } of parseCatalogue(broken, "gp").elements) {
            assert.ok(Number.isFinite(epoch) && meanMotion > 0 && /^\d{1,9}$/.test(id));
          }
        } catch (error) {
          assert.ok(error instanceof DocumentError, String(error));
          for (const fault of error.faults) assert.ok(fault.line >= 1 && fault.column >= 1 && fault.expected !== "");
        }
      },
    ),
    { numRuns: 2000, seed: 6 },
  );
});

test("a conjunction message is told apart, and not read as element sets full of faults", () => {
  const expected = ["gp:1:1: found a Conjunction Data Message, expected TLE, or OMM as JSON, KVN, XML or CSV"];
  for (const name of ["CDMExample1.txt", "CDMExample1.xml"]) {
    assert.deepEqual(said(readFileSync(join(import.meta.dirname, "../message/testdata", name), "utf8")), expected);
  }
});
