/** What every archive must do, whatever it keeps its rows in. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { second } from "@hullwatch/core/quantity";
import fc from "fast-check";
import type { Archive, Reading } from "./archive.ts";
import type { Entry, Row } from "./row.ts";
import { agrees, exported } from "./testing-views.ts";

export interface ContractSubject {
  readonly name: string;
  /** Opens the archive of a folder: the same one again after it was closed. */
  open(directory: string): Promise<Archive>;
}

const IDS = { iss: "iss", mir: "mir / 1997", J: "journal-a", K: "journal-b", P: "LAB-P", T: "LAB-T", H: "hatch:a-b" };
const t0 = 1_535_600_000;
const at = (s: number) => second(t0 + s);
const row = (s: number, parameter: string, value: number | string): Row => ({
  time: at(s),
  parameter,
  value: String(value),
});
const entry = (position: number, rows: readonly Row[], station = IDS.iss): Entry => ({ position, station, rows });

async function readings(archive: Archive, parameter: string, from?: number, to?: number, station = IDS.iss) {
  const all: Reading[] = [];
  const range = { from: from === undefined ? undefined : at(from), to: to === undefined ? undefined : at(to) };
  for await (const piece of archive.history({ station, parameter, ...range })) all.push(...piece);
  return all;
}
/** As pairs of seconds after t0 and value. */
const pairs = (all: readonly Reading[]) => all.map(({ time, value }) => [Number((time - t0).toFixed(6)), value]);

export function archiveContract({ name, open }: ContractSubject): void {
  /** A test with an archive that is empty at first; `reopen` closes it and opens it again. */
  const check = (
    what: string,
    body: (archive: Archive, reopen: () => Promise<Archive>, folder: (name: string) => string) => Promise<void>,
  ) =>
    test(`${name}: ${what}`, async (t: TestContext) => {
      const base = mkdtempSync(join(tmpdir(), "hullwatch-contract-"));
      let archive = await open(join(base, "archive"));
      t.after(async () => {
        await archive.close();
        rmSync(base, { recursive: true, force: true });
      });
      const reopen = async () => {
        await archive.close();
        archive = await open(join(base, "archive"));
        return archive;
      };
      const folder = (folderName: string) => {
        mkdirSync(join(base, folderName));
        return join(base, folderName);
      };
      await body(archive, reopen, folder);
    });

  check("entries are taken in once, however often they are given", async (archive, reopen) => {
    assert.equal(await archive.position(IDS.J), 0);
    const one = entry(1, [row(0, IDS.P, 745.2), row(0, IDS.H, "open")]);
    const two = entry(2, [row(1, IDS.P, 745.1)]);
    const three = entry(3, [row(2, IDS.P, 745)]);
    assert.deepEqual(await archive.append(IDS.J, [one, two]), { position: 2, added: 3, doubled: 0 });
    assert.deepEqual(await archive.append(IDS.J, [one, two]), { position: 2, added: 0, doubled: 0 });
    const again = await reopen();
    assert.equal(await again.position(IDS.J), 2);
    assert.deepEqual(await again.append(IDS.J, [two, three]), { position: 3, added: 1, doubled: 0 });
    assert.deepEqual(pairs(await readings(again, IDS.P)), [
      [0, 745.2],
      [1, 745.1],
      [2, 745],
    ]);
    assert.deepEqual(await again.append(IDS.J, []), { position: 3, added: 0, doubled: 0 });
  });

  check("entries behind which some would be left out are refused, and nothing is taken in", async (archive, reopen) => {
    await archive.append(IDS.J, [entry(2, [row(0, IDS.P, 745)])], 0);
    await assert.rejects(archive.append(IDS.J, [entry(9, [row(9, IDS.P, 744)])], 8), {
      code: "HW_ARCHIVE_BEHIND",
      position: 2,
    });
    const again = await reopen();
    assert.deepEqual(pairs(await readings(again, IDS.P)), [[0, 745]]);
    assert.equal((await again.append(IDS.J, [entry(3, [row(1, IDS.P, 744)])], 2)).position, 3);
  });

  check("each journal has a position of its own", async (archive) => {
    await archive.append(IDS.J, [entry(7, [row(0, IDS.P, 1)])]);
    assert.equal(await archive.position(IDS.K), 0);
    await archive.append(IDS.K, [entry(1, [row(1, IDS.P, 2)])]);
    assert.deepEqual([await archive.position(IDS.J), await archive.position(IDS.K)], [7, 1]);
    assert.equal((await readings(archive, IDS.P)).length, 2);
  });

  check("late rows stand in their place and doubled ones once", async (archive, reopen) => {
    await archive.append(IDS.J, [
      entry(1, [row(0, IDS.P, 10), row(0, IDS.P, 10), row(5, IDS.P, 15), row(3, IDS.P, "13.0")]),
      entry(2, [row(4, IDS.P, 14), row(5, IDS.P, "15.00"), row(5, IDS.P, 15.5)]),
    ]);
    const again = await reopen();
    const late = [row(1, IDS.P, 11), row(3, IDS.P, 13), row(-9, IDS.P, 1), row(-9, IDS.P, 1)];
    assert.deepEqual(await again.append(IDS.J, [entry(3, late)]), { position: 3, added: 2, doubled: 2 });
    assert.deepEqual(pairs(await readings(again, IDS.P)), [
      [-9, 1],
      [0, 10],
      [1, 11],
      [3, 13],
      [4, 14],
      [5, 15],
      [5, 15.5],
    ]);
  });

  check("words are kept as they came, and missing readings too", async (archive) => {
    const said = 'tape on, "P/2"\nholds; ж 漢';
    await archive.append(IDS.J, [
      entry(1, [
        row(0, IDS.H, "open"),
        row(0, IDS.H, "closed"),
        row(0, IDS.H, "open"),
        row(1, "note:flight", said),
        row(2, "crew:cdr", "007"),
        row(3, IDS.P, "NaN"),
        row(4, IDS.P, ""),
        row(5, IDS.P, " -1.5e-3 "),
        row(6, "supply:n2", "0.50"),
        row(7, IDS.T, "-0.0"),
      ]),
    ]);
    assert.deepEqual(pairs(await readings(archive, IDS.H)), [
      [0, "open"],
      [0, "closed"],
    ]);
    assert.deepEqual(pairs(await readings(archive, "note:flight")), [[1, said]]);
    assert.deepEqual(pairs(await readings(archive, "crew:cdr")), [[2, "007"]]);
    assert.deepEqual(pairs(await readings(archive, IDS.P)), [
      [3, "NaN"],
      [4, ""],
      [5, -0.0015],
    ]);
    assert.deepEqual(pairs(await readings(archive, "supply:n2")), [[6, 0.5]]);
    assert.deepEqual(pairs(await readings(archive, IDS.T)), [[7, 0]]);
    assert.deepEqual(
      (await archive.latest(IDS.iss)).map(({ parameter, value }) => [parameter, value]),
      [
        [IDS.P, -0.0015],
        [IDS.T, 0],
        ["crew:cdr", "007"],
        [IDS.H, "closed"],
        ["note:flight", said],
        ["supply:n2", 0.5],
      ],
    );
  });

  check("stations are apart, and what is not there is empty", async (archive) => {
    assert.deepEqual(await archive.stations(), []);
    await archive.append(IDS.J, [entry(1, [row(0, IDS.P, 1)], IDS.mir), entry(2, [row(0, IDS.P, 2)])]);
    // An entry without rows says how far the journal is, and nothing of its station.
    assert.deepEqual(await archive.append(IDS.J, [entry(3, [], "tiangong")]), { position: 3, added: 0, doubled: 0 });
    assert.deepEqual(await archive.stations(), [IDS.iss, IDS.mir]);
    assert.deepEqual(pairs(await readings(archive, IDS.P, undefined, undefined, IDS.mir)), [[0, 1]]);
    assert.deepEqual(pairs(await readings(archive, IDS.P)), [[0, 2]]);
    assert.deepEqual(await readings(archive, "nothing"), []);
    assert.deepEqual(await archive.latest("nowhere"), []);
    assert.deepEqual(await archive.parameters("nowhere"), []);
    assert.deepEqual(await archive.minmax({ station: "nowhere", parameter: IDS.P }, 100), []);
    assert.equal(String(await exported(archive, { station: "nowhere" }, "csv")), "time,parameter,value\n");
    const empty = await exported(archive, { station: "nowhere" }, "parquet");
    assert.equal(empty.toString("latin1", 0, 4), "PAR1");
  });

  check("times are kept to the microsecond, and a range holds its start and not its end", async (archive) => {
    const times = [0, 0.000001, 0.5, 1, 1.000001];
    await archive.append(IDS.J, [
      entry(
        1,
        times.map((s, i) => ({
          time: second((t0 * 1e6 + Math.round(s * 1e6)) / 1e6),
          parameter: IDS.P,
          value: `${i}`,
        })),
      ),
    ]);
    assert.deepEqual(
      pairs(await readings(archive, IDS.P)),
      times.map((s, i) => [s, i]),
    );
    assert.deepEqual(
      pairs(await readings(archive, IDS.P, 0, 1)).map(([s]) => s),
      [0, 0.000001, 0.5],
    );
    assert.equal((await readings(archive, IDS.P, 1)).length, 2);
    assert.equal((await readings(archive, IDS.P, undefined, 0)).length, 0);
  });

  check("whatever comes, in whatever order: every view agrees with a list", async (_, __, folder) => {
    const value = fc.oneof(fc.integer({ min: -50, max: 50 }).map(String), fc.constantFrom("NaN", "12.50", "12.5"));
    const rows = fc.record(
      {
        time: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -90_000, max: 900_000 })).map(at),
        parameter: fc.constantFrom(IDS.P, IDS.T, IDS.H),
        value,
      },
      { noNullPrototype: true },
    );
    const batches = fc.array(fc.array(rows, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 6 });
    const ends = fc.tuple(fc.integer({ min: -9000, max: 900_000 }), fc.integer({ min: 1, max: 900_000 }));
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(batches, ends, fc.integer({ min: 4, max: 300 }), async (given, [from, span], points) => {
        const archive = await open(folder(`run-${runs++}`));
        try {
          for (const [i, batch] of given.entries()) await archive.append(IDS.J, [entry(i + 1, batch)]);
          await agrees(archive, IDS.iss, given.flat(), { from: at(from), to: at(from + span) }, points);
        } finally {
          await archive.close();
        }
      }),
      { numRuns: 6 },
    );
  });

  check("an export as CSV is a recording, with every reading once and in order of time", async (archive) => {
    await archive.append(IDS.J, [
      entry(1, [
        row(2, IDS.P, "745.20"),
        row(0.25, IDS.P, 745),
        row(0.25, "note:a,b", 'x "y"\nz'),
        row(1.000001, IDS.T, "22.4"),
        row(0.25, "note:a,b", "first?"),
        row(-30, "note:a,b", "early"),
      ]),
    ]);
    assert.deepEqual(String(await exported(archive, { station: IDS.iss }, "csv")).split("\n"), [
      "time,parameter,value",
      '2018-08-30T03:32:50Z,"note:a,b",early',
      "2018-08-30T03:33:20.250Z,LAB-P,745.0",
      '2018-08-30T03:33:20.250Z,"note:a,b","x ""y""',
      'z"',
      '2018-08-30T03:33:20.250Z,"note:a,b",first?',
      "2018-08-30T03:33:21.000001Z,LAB-T,22.4",
      "2018-08-30T03:33:22Z,LAB-P,745.2",
      "",
    ]);
    const some = await exported(archive, { station: IDS.iss, parameters: [IDS.T, "x"], from: at(1) }, "csv");
    assert.deepEqual(String(some).split("\n").slice(1, -1), ["2018-08-30T03:33:21.000001Z,LAB-T,22.4"]);
  });

  check("an export as Parquet holds the same, as any reader of Parquet sees it", async (archive, _, folder) => {
    await archive.append(IDS.J, [
      entry(1, [row(1.5, IDS.P, "745.2"), row(0, IDS.P, "NaN"), row(0, IDS.H, "closed"), row(0.000001, IDS.P, 7)]),
    ]);
    const path = join(folder("parquet"), "it's.parquet");
    writeFileSync(path, await exported(archive, { station: IDS.iss }, "parquet"));
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const table = `read_parquet('${path.replaceAll("'", "''")}')`;
    const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
    assert.deepEqual(
      types.getRows().map(([column, type]) => `${column} ${type}`),
      ["time TIMESTAMP WITH TIME ZONE", "parameter VARCHAR", "value DOUBLE", "text VARCHAR"],
    );
    const found = await connection.runAndReadAll(`SELECT epoch_us(time)::DOUBLE, parameter, value, text FROM ${table}`);
    instance.closeSync();
    assert.deepEqual(found.getRows(), [
      [t0 * 1e6, IDS.P, null, "NaN"],
      [t0 * 1e6 + 1, IDS.P, 7, null],
      [t0 * 1e6 + 1.5e6, IDS.P, 745.2, null],
      [t0 * 1e6, IDS.H, null, "closed"],
    ]);
  });

  check("appending goes on while somebody reads slowly", async (archive) => {
    const many = (from: number) => Array.from({ length: 3000 }, (_, i) => row(from + i, IDS.P, i));
    await archive.append(IDS.J, [entry(1, many(0))]);
    const slow = archive.history({ station: IDS.iss, parameter: IDS.P })[Symbol.asyncIterator]();
    const others = Array.from({ length: 5 }, () => archive.export({ station: IDS.iss }, "csv")[Symbol.asyncIterator]());
    const first = await slow.next();
    assert.ok(first.done === false && first.value.length > 0);
    for (const other of others) await other.next();
    assert.equal((await archive.append(IDS.J, [entry(2, many(3000))])).added, 3000);
    assert.equal((await readings(archive, IDS.P)).length, 6000);
    for (const other of others) await other.return?.(undefined);
    await slow.return?.(undefined);
  });

  check("a backup made while rows come in is whole, and opens as an archive", async (archive, _, folder) => {
    const rows = (n: number) => Array.from({ length: 50 }, (__, i) => row(n * 50 + i, IDS.P, i));
    for (let n = 1; n <= 5; n++) await archive.append(IDS.J, [entry(n, rows(n))]);
    await archive.append(IDS.J, [entry(6, [row(0, IDS.H, "open")])]);
    const directory = folder("backup");
    const making = archive.backup(directory);
    for (let n = 7; n <= 12; n++) await archive.append(IDS.J, [entry(n, rows(n))]);
    await making;
    const copy = await open(directory);
    const position = await copy.position(IDS.J);
    assert.ok(position >= 6 && position <= 12, `${position}`);
    assert.equal((await readings(copy, IDS.P)).length, 50 * (position - 1));
    assert.deepEqual(pairs(await readings(copy, IDS.H)), [[0, "open"]]);
    await copy.append(IDS.J, [entry(position + 1, [row(9999, IDS.P, 1)])]);
    await copy.close();
  });
}
