import assert from "node:assert/strict";
import { test } from "node:test";
import { firstPacket, packetOf, secondPacket, xtce } from "../testing.ts";
import { PacketReader } from "./decode.ts";
import { XtceError } from "./errors.ts";
import { parseXtce } from "./parse.ts";

const time = 1.7e9;
const database = parseXtce(xtce, "cabin.xml");
const read = (packet: Uint8Array, of = database) => {
  const decoded = new PacketReader(of).read(packet);
  return "reason" in decoded
    ? decoded.reason
    : Object.fromEntries(decoded.map(({ parameter, value }) => [parameter.name, value]));
};

test("a packet is read by the container that fits it", () => {
  const first = read(firstPacket(7, time, 745.25, 2));
  assert.deepEqual(first, {
    version: 0,
    type: 0,
    secondary: 1,
    apid: 100,
    flags: 3,
    count: 7,
    length: 9,
    P1: 745.25,
    FWD: "CLOSED",
  });
  assert.deepEqual(Object.entries(read(secondPacket(8, time, 99.5))).at(-1), ["P2", 99.5]);
});

test("units are those of the file, none where it has none", () => {
  const units = Object.fromEntries(database.parameters.map(({ name, unit }) => [name, unit]));
  assert.deepEqual([units.P1, units.P2, units.apid], ["torr", "kPa", null]);
});

test("a value outside its valid range, or without a word, is none", () => {
  const far = read(firstPacket(1, time, 2040, 9)) as Record<string, unknown>;
  assert.deepEqual([far.P1, far.FWD], [Number.NaN, Number.NaN]);
});

test("a packet that is too short, or fits nothing, says so", () => {
  assert.equal(read(packetOf(100, 1, time, new Uint8Array(2))), "15 bytes are too few for /Cabin/First");
  assert.equal(read(packetOf(555, 1, time, new Uint8Array(9))), "it fits no container based on /Cabin/Packet");
  assert.equal(read(new Uint8Array(3)), "3 bytes are too few for /Cabin/Packet");
});

test("a reader forgets the packet before", () => {
  const reader = new PacketReader(database);
  reader.read(firstPacket(1, time, 745));
  assert.deepEqual(reader.read(new Uint8Array(3)), { reason: "3 bytes are too few for /Cabin/Packet" });
});

/** A file of one parameter type and one container of it. */
const fileOf = (
  type: string,
  entry = '<ParameterRefEntry parameterRef="X"/>',
  more = "",
) => `<SpaceSystem name="S"><TelemetryMetaData>
  <ParameterTypeSet>${type}</ParameterTypeSet>
  <ParameterSet><Parameter name="X" parameterTypeRef="T"/>${more}</ParameterSet>
  <ContainerSet><SequenceContainer name="C"><EntryList>${entry}</EntryList></SequenceContainer></ContainerSet>
</TelemetryMetaData></SpaceSystem>`;
const byte = '<IntegerParameterType name="T"><IntegerDataEncoding sizeInBits="8"/></IntegerParameterType>';
const xOf = (file: string, ...bytes: number[]) =>
  (read(Uint8Array.from(bytes), parseXtce(file, "x.xml")) as Record<string, unknown>).X;

test("entries stand where the file says: behind the one before, or from the start", () => {
  const at = (reference: string, bits: number) =>
    `<ParameterRefEntry parameterRef="X"><LocationInContainerInBits referenceLocation="${reference}"><FixedValue>${bits}</FixedValue></LocationInContainerInBits></ParameterRefEntry>`;
  assert.equal(xOf(fileOf(byte, at("containerStart", 16)), 1, 2, 3), 3);
  assert.equal(xOf(fileOf(byte, at("previousEntry", 4)), 0x12, 0x34), 0x23);
});

test("a valid range with and without its ends; one of raw values is refused", () => {
  const ranged = (range: string, set = "") =>
    fileOf(
      `<IntegerParameterType name="T"><IntegerDataEncoding sizeInBits="8"/><ValidRangeSet ${set}><ValidRange ${range}/></ValidRangeSet></IntegerParameterType>`,
    );
  const [within, inside] = [ranged('minInclusive="2" maxInclusive="4"'), ranged('minExclusive="2" maxExclusive="4"')];
  assert.deepEqual(
    [1, 2, 4, 5].map((value) => xOf(within, value)),
    [Number.NaN, 2, 4, Number.NaN],
  );
  assert.deepEqual(
    [2, 3, 4].map((value) => xOf(inside, value)),
    [Number.NaN, 3, Number.NaN],
  );
  assert.equal(xOf(ranged('minExclusive="0"'), 0), Number.NaN);
  assert.throws(() => parseXtce(ranged("", 'validRangeAppliesToCalibrated="false"'), "x.xml"), /raw values/);
});

test("a spline, and a calibrator that holds under a condition", () => {
  const spline = `<FloatParameterType name="T"><IntegerDataEncoding sizeInBits="8"><DefaultCalibrator><SplineCalibrator>
    <SplinePoint raw="100" calibrated="10"/><SplinePoint raw="0" calibrated="0"/></SplineCalibrator></DefaultCalibrator></IntegerDataEncoding></FloatParameterType>`;
  assert.equal(xOf(fileOf(spline), 50), 5);
  const polynomial = (factor: number) =>
    `<PolynomialCalibrator><Term exponent="1" coefficient="${factor}"/></PolynomialCalibrator>`;
  const context = `${byte.replace('"T"', '"B"')}<FloatParameterType name="T"><IntegerDataEncoding sizeInBits="8">
    <DefaultCalibrator>${polynomial(2)}</DefaultCalibrator>
    <ContextCalibratorList><ContextCalibrator><ContextMatch><Comparison parameterRef="MODE" value="1"/></ContextMatch>
    <Calibrator>${polynomial(3)}</Calibrator></ContextCalibrator></ContextCalibratorList></IntegerDataEncoding></FloatParameterType>`;
  const both = '<ParameterRefEntry parameterRef="MODE"/><ParameterRefEntry parameterRef="X"/>';
  const file = fileOf(context, both, '<Parameter name="MODE" parameterTypeRef="B"/>');
  assert.deepEqual([xOf(file, 0, 10), xOf(file, 1, 10)], [20, 30]);
});

test("names mean what stands nearest: in the system, above it, or from the root", () => {
  const file = `<SpaceSystem name="ISS">
    <TelemetryMetaData><ParameterTypeSet>${byte}</ParameterTypeSet>
      <ParameterSet><Parameter name="MODE" parameterTypeRef="T"/><Parameter name="P" parameterTypeRef="T"/></ParameterSet>
    </TelemetryMetaData>
    <SpaceSystem name="LAB"><TelemetryMetaData>
      <ParameterTypeSet><FloatParameterType name="F"><FloatDataEncoding sizeInBits="32" encoding="MILSTD_1750A"/></FloatParameterType></ParameterTypeSet>
      <ParameterSet><Parameter name="P" parameterTypeRef="F"/><Parameter name="Q" parameterTypeRef="/ISS/T"/></ParameterSet>
      <ContainerSet>
        <SequenceContainer name="Inner"><EntryList><ParameterRefEntry parameterRef="../MODE"/><ParameterRefEntry parameterRef="P"/></EntryList></SequenceContainer>
        <SequenceContainer name="Outer"><EntryList>
          <ContainerRefEntry containerRef="Inner"/>
          <ParameterRefEntry parameterRef="Q"><IncludeCondition><Comparison parameterRef="MODE" value="1"/></IncludeCondition></ParameterRefEntry>
          <ParameterRefEntry parameterRef="/ISS/P"/>
        </EntryList></SequenceContainer>
      </ContainerSet>
    </TelemetryMetaData></SpaceSystem>
  </SpaceSystem>`;
  const database = parseXtce(file, "iss.xml", "Outer");
  const values = (...bytes: number[]) => {
    const decoded = new PacketReader(database).read(Uint8Array.from(bytes));
    return "reason" in decoded ? decoded.reason : decoded.map(({ parameter, value }) => [parameter.qualified, value]);
  };
  const half = [0x40, 0, 0, 0];
  assert.deepEqual(values(1, ...half, 7, 8), [
    ["/ISS/MODE", 1],
    ["/ISS/LAB/P", 0.5],
    ["/ISS/LAB/Q", 7],
    ["/ISS/P", 8],
  ]);
  assert.deepEqual(values(2, ...half, 8), [
    ["/ISS/MODE", 2],
    ["/ISS/LAB/P", 0.5],
    ["/ISS/P", 8],
  ]);
  assert.throws(
    () => parseXtce(file, "iss.xml"),
    /found 2 containers .*, expected one of: \/ISS\/LAB\/Inner, \/ISS\/LAB\/Outer/,
  );
});

function faultsOf(text: string): readonly string[] {
  try {
    parseXtce(text, "x.xml");
  } catch (error) {
    assert.ok(error instanceof XtceError, String(error));
    return error.faults;
  }
  return assert.fail("nothing was refused");
}

test("what cannot be used is refused, all of it at once, by name", () => {
  assert.match(faultsOf("<SpaceSystem>")[0], /^line 1, column \d+: found .*, expected well-formed XML/);
  assert.deepEqual(faultsOf("<html/>"), ["found html, expected SpaceSystem"]);
  assert.deepEqual(faultsOf('<!DOCTYPE x [<!ENTITY a "b">]><SpaceSystem name="S"/>'), [
    "found a document type, expected none",
  ]);
  assert.match(faultsOf('<SpaceSystem name="S"/>')[0], /found 0 containers .*, expected one of: none/);
  const wrong = fileOf(
    '<IntegerParameterType name="T"><IntegerDataEncoding sizeInBits="99"/></IntegerParameterType>',
    '<ParameterRefEntry parameterRef="X"/><ParameterRefEntry parameterRef="Y"/><ArrayParameterRefEntry parameterRef="X"/>',
  );
  assert.deepEqual(faultsOf(wrong), [
    "/S/T: found 99 bits of unsigned, expected 1 to 53",
    '/S/C: found parameterRef "Y", expected a parameter of the file',
    "/S/C: found ArrayParameterRefEntry, expected ParameterRefEntry or ContainerRefEntry",
  ]);
});

test("a container that holds itself, or is based on itself, is refused", () => {
  assert.match(faultsOf(fileOf(byte, '<ContainerRefEntry containerRef="C"/>')).join(), /holds itself/);
  const loop = fileOf(byte).replace("</EntryList>", '</EntryList><BaseContainer containerRef="C"/>');
  assert.match(faultsOf(loop).join(), /based on itself/);
});
