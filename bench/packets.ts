/**
 * Space packets thrown at the feed `ccsds`: random ones, mutated ones, sound ones, whole and cut, a tenth also through the cutting of a
 * stream. None may throw, no row may be unsound. Then sound packets alone, for speed.
 *
 *   node bench/packets.ts [packets]
 */

import { type PacketSettings, Packets } from "../packages/feeds/src/ccsds/packets.ts";
import { firstPacket, xtce } from "../packages/feeds/src/ccsds/testing.ts";
import { fuzz } from "../packages/feeds/src/ccsds/testing-fuzz.ts";
import { parseXtce } from "../packages/feeds/src/ccsds/xtce/index.ts";
import { printFigure } from "./figure.ts";

const count = Number(process.argv[2] ?? 10_000_000);
const settings: PacketSettings = {
  database: parseXtce(xtce, "cabin.xml"),
  time: { code: { layout: null, epoch: null, scale: "tai" }, offset: 0 },
  apids: new Set([100, 101]),
  hasCrc: false,
};

const { packets, read, dropped, unsound, held } = fuzz(settings, count, 2026);
printFigure({ what: "random and mutated packets", measured: packets, unit: "packets" });
printFigure({ what: "read", measured: read, unit: "packets" });
printFigure({ what: "dropped, with a reason", measured: dropped, unit: "times" });
printFigure({ what: "rows with an unsound time or value", measured: unsound, unit: "", goal: ["at most", 0] });
printFigure({ what: "most bytes held back of a stream", measured: held, unit: "bytes", goal: ["at most", 65_542] });

const sound = Array.from({ length: 10_000 }, (_, i) => firstPacket(i, 1.7e9 + i, 745));
const reader = new Packets(settings);
const told = { gap: () => {}, fault: () => {} };
const begin = performance.now();
let rows = 0;
for (let round = 0; round < 20; round++) for (const packet of sound) rows += reader.rowsOf(packet, 0, told).length;
printFigure({
  what: "sound packets, one core",
  measured: (200_000 / (performance.now() - begin)) * 1000,
  unit: "packets/s",
});
if (rows === 0) throw new Error("no packet was read");
