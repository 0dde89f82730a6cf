/** Shields of the ISS at 7 km/s, 0 deg: Christiansen & Kerr 2001, table 2; NASA/TM-2009-214785. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { IssFit } from "../../station/index.ts";
import { issFitLimit, issFits } from "./iss-fits.ts";
import { rowsOf } from "./testing.ts";

const names: Readonly<Record<string, IssFit>> = {
  "USL cylinder": "us-lab-cylinder",
  "USL endcone": "us-lab-endcone",
  "Node1 fwd cylinder": "node-1-forward-cylinder",
  "Node1 aft cylinder": "node-1-aft-cylinder",
  "Node1 endcone tb0.13": "node-1-endcone-thin",
  "Node1 endcone tb0.20": "node-1-endcone",
  "SM small dia cyl (zone 6)": "sm-small-diameter",
  '"SM large dia cyl (zones 10': "sm-large-diameter",
};
const rows = rowsOf("iss_shields.csv").filter(([name]) => name in names);

test("coefficients are those of the table", () => {
  assert.equal(rows.length, 8);
  for (const row of rows) {
    // The name of one shield holds a comma.
    const shift = row[0].startsWith('"') ? 1 : 0;
    const [KH, Khi, Kli, KL, VH, VL, xh, xl, el, eh] = row.slice(7 + shift).map(Number);
    const { e, ...found } = issFits[names[row[0]]];
    assert.deepEqual(found, { KH, Khi, Kli, KL, VH, VL, xh, xl });
    assert.ok(Math.abs(e[0] - el) < 1e-4 && Math.abs(e[1] - eh) < 1e-4, row[0]);
  }
});

test("the published diameters within 5 %", () => {
  const published = rows.filter((row) => Number(row.at(-1)) > 0);
  assert.equal(published.length, 6);
  for (const row of published) {
    const found = issFitLimit(names[row[0]], { V: 7, c: 1, rho: 2.8 });
    assert.ok(Math.abs(found / Number(row.at(-1)) - 1) < 0.05, `${row[0]}: ${found}`);
  }
});
