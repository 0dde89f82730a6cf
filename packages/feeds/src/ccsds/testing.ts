/** A small XTCE file, packets that fit it, and random bytes with a seed. */

/** Cabin pressures of APID 100: P1 in counts of 1/512 torr after a CDS time, P2 as a float in kPa, a hatch, and a status. */
export const xtce = `<?xml version="1.0" encoding="UTF-8"?>
<xtce:SpaceSystem name="Cabin" xmlns:xtce="http://www.omg.org/spec/XTCE/20180204">
  <xtce:TelemetryMetaData>
    <xtce:ParameterTypeSet>
      <xtce:IntegerParameterType name="U1"><xtce:IntegerDataEncoding sizeInBits="1"/></xtce:IntegerParameterType>
      <xtce:IntegerParameterType name="U2"><xtce:IntegerDataEncoding sizeInBits="2"/></xtce:IntegerParameterType>
      <xtce:IntegerParameterType name="U3"><xtce:IntegerDataEncoding sizeInBits="3"/></xtce:IntegerParameterType>
      <xtce:IntegerParameterType name="U11"><xtce:IntegerDataEncoding sizeInBits="11"/></xtce:IntegerParameterType>
      <xtce:IntegerParameterType name="U14"><xtce:IntegerDataEncoding sizeInBits="14"/></xtce:IntegerParameterType>
      <xtce:IntegerParameterType name="U16"><xtce:IntegerDataEncoding sizeInBits="16"/></xtce:IntegerParameterType>
      <xtce:BinaryParameterType name="Time">
        <xtce:BinaryDataEncoding><xtce:SizeInBits><xtce:FixedValue>56</xtce:FixedValue></xtce:SizeInBits></xtce:BinaryDataEncoding>
      </xtce:BinaryParameterType>
      <xtce:FloatParameterType name="Torr">
        <xtce:UnitSet><xtce:Unit>torr</xtce:Unit></xtce:UnitSet>
        <xtce:IntegerDataEncoding sizeInBits="20">
          <xtce:DefaultCalibrator><xtce:PolynomialCalibrator>
            <xtce:Term coefficient="0" exponent="0"/><xtce:Term coefficient="0.001953125" exponent="1"/>
          </xtce:PolynomialCalibrator></xtce:DefaultCalibrator>
        </xtce:IntegerDataEncoding>
        <xtce:ValidRangeSet><xtce:ValidRange minInclusive="0" maxInclusive="2000"/></xtce:ValidRangeSet>
      </xtce:FloatParameterType>
      <xtce:FloatParameterType name="KiloPascal">
        <xtce:UnitSet><xtce:Unit>kPa</xtce:Unit></xtce:UnitSet>
        <xtce:FloatDataEncoding sizeInBits="32"/>
      </xtce:FloatParameterType>
      <xtce:EnumeratedParameterType name="Hatch">
        <xtce:IntegerDataEncoding sizeInBits="4"/>
        <xtce:EnumerationList>
          <xtce:Enumeration value="1" label="OPEN"/><xtce:Enumeration value="2" label="CLOSED"/>
        </xtce:EnumerationList>
      </xtce:EnumeratedParameterType>
    </xtce:ParameterTypeSet>
    <xtce:ParameterSet>
      <xtce:Parameter name="version" parameterTypeRef="U3"/>
      <xtce:Parameter name="type" parameterTypeRef="U1"/>
      <xtce:Parameter name="secondary" parameterTypeRef="U1"/>
      <xtce:Parameter name="apid" parameterTypeRef="U11"/>
      <xtce:Parameter name="flags" parameterTypeRef="U2"/>
      <xtce:Parameter name="count" parameterTypeRef="U14"/>
      <xtce:Parameter name="length" parameterTypeRef="U16"/>
      <xtce:Parameter name="time" parameterTypeRef="Time"/>
      <xtce:Parameter name="P1" parameterTypeRef="Torr"/>
      <xtce:Parameter name="P2" parameterTypeRef="KiloPascal"/>
      <xtce:Parameter name="FWD" parameterTypeRef="Hatch"/>
    </xtce:ParameterSet>
    <xtce:ContainerSet>
      <xtce:SequenceContainer name="Packet" abstract="true">
        <xtce:EntryList>
          <xtce:ParameterRefEntry parameterRef="version"/><xtce:ParameterRefEntry parameterRef="type"/>
          <xtce:ParameterRefEntry parameterRef="secondary"/><xtce:ParameterRefEntry parameterRef="apid"/>
          <xtce:ParameterRefEntry parameterRef="flags"/><xtce:ParameterRefEntry parameterRef="count"/>
          <xtce:ParameterRefEntry parameterRef="length"/><xtce:ParameterRefEntry parameterRef="time"/>
        </xtce:EntryList>
      </xtce:SequenceContainer>
      <xtce:SequenceContainer name="First">
        <xtce:EntryList><xtce:ParameterRefEntry parameterRef="P1"/><xtce:ParameterRefEntry parameterRef="FWD"/></xtce:EntryList>
        <xtce:BaseContainer containerRef="Packet">
          <xtce:RestrictionCriteria><xtce:Comparison parameterRef="apid" value="100"/></xtce:RestrictionCriteria>
        </xtce:BaseContainer>
      </xtce:SequenceContainer>
      <xtce:SequenceContainer name="Second">
        <xtce:EntryList><xtce:ParameterRefEntry parameterRef="P2"/></xtce:EntryList>
        <xtce:BaseContainer containerRef="/Cabin/Packet">
          <xtce:RestrictionCriteria><xtce:ComparisonList>
            <xtce:Comparison parameterRef="apid" value="101"/><xtce:Comparison parameterRef="version" comparisonOperator="&lt;" value="1"/>
          </xtce:ComparisonList></xtce:RestrictionCriteria>
        </xtce:BaseContainer>
      </xtce:SequenceContainer>
    </xtce:ContainerSet>
  </xtce:TelemetryMetaData>
</xtce:SpaceSystem>
`;

const day = 86_400;
const epoch1958 = Date.UTC(1958, 0, 1) / 1000;

/** A packet of `data` behind a secondary header that is a CDS time with its P-field (s, UNIX time). */
export function packetOf(apid: number, count: number, time: number, data: Uint8Array): Uint8Array {
  const packet = Buffer.alloc(13 + data.length);
  packet.writeUInt16BE(0x0800 | apid, 0);
  packet.writeUInt16BE(0xc000 | (count % 16_384), 2);
  packet.writeUInt16BE(7 + data.length - 1, 4);
  const ms = Math.round((time - epoch1958) * 1000);
  packet[6] = 0x40;
  packet.writeUInt16BE(Math.floor(ms / (day * 1000)), 7);
  packet.writeUInt32BE(ms % (day * 1000), 9);
  packet.set(data, 13);
  return packet;
}

/** P1 (torr) and the hatch, 1 open, 2 closed. */
export function firstPacket(count: number, time: number, torr: number, hatch = 1): Uint8Array {
  const data = Buffer.alloc(3);
  data.writeUIntBE(Math.round(torr * 512) * 16 + hatch, 0, 3);
  return packetOf(100, count, time, data);
}

/** P2 (kPa). */
export function secondPacket(count: number, time: number, kPa: number): Uint8Array {
  const data = Buffer.alloc(4);
  data.writeFloatBE(kPa);
  return packetOf(101, count, time, data);
}

/** Whole numbers below `below`, the same for one seed (xorshift32). */
export function randomOf(seed: number): (below: number) => number {
  let x = seed | 1;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}
