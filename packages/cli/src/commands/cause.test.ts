import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fieldsIn, fieldsOnPage, folderFor, hullwatch, objects, root } from "../testing.ts";

type OfCauses = Readonly<Record<string, number>>;
interface Answer {
  readonly before: OfCauses;
  readonly priors: Readonly<Record<string, { readonly value: number; readonly source: string }>>;
  readonly posterior: Readonly<Record<string, { readonly value: number; readonly low: number; readonly high: number }>>;
  readonly evidence: readonly {
    readonly kind: string;
    readonly likelihood: OfCauses;
    readonly edited: readonly string[];
  }[];
  readonly jet: {
    readonly thrust_N: number;
    readonly candidates: readonly { readonly module: string; readonly factor: number | null }[];
  } | null;
}
const answerOf = (args: readonly string[]) => {
  const { stdout, stderr, status } = hullwatch(["cause", ...args, "--json"]);
  assert.deepEqual([status, stderr], [0, ""]);
  return objects(stdout)[0] as unknown as Answer;
};
const page = readFileSync(join(root, "docs/cause.md"), "utf8");
/** Without its line breaks. */
const flat = (text: string) => text.replaceAll(/\s+/g, " ");
const maps = ["priors", "before", "likelihood", "decibans", "after", "without", "posterior"];

test("docs/cause.md names every field, and none that is never said", () => {
  const said = fieldsIn(answerOf(["--evidence", "ms-09-2018-08-30"]), maps);
  const known = new Set([...said].filter((f) => !["value", "low", "high", "module"].includes(f)));
  const named = new Set([...fieldsOnPage(page)].filter((f) => f !== "module"));
  assert.deepEqual([...named].sort(), [...known].sort());
});

test("its tables of likelihoods are those that are used", (t) => {
  const rows = [
    ...page.matchAll(/^\| (?:`([\w-]+)`)? ?\| `([\w-]+)` \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$/gm),
  ];
  let kind = "";
  const items = rows.map(([, named, found]) => {
    kind = named ?? kind;
    return { kind, found };
  });
  assert.equal(items.length, 27);
  const head = readFileSync(join(root, "evidence/ms-09-2018-08-30.yaml"), "utf8").split("evidence:\n")[0];
  const input = `${head}evidence:\n${items.map((i) => `  - {kind: ${i.kind}, found: ${i.found}}`).join("\n")}\n`;
  const file = join(folderFor(t), "all.yaml");
  writeFileSync(file, input);
  const { evidence } = answerOf(["--evidence", file]);
  for (const [i, [, , , impact, drilled, crack, seal]] of rows.entries()) {
    const expected = { debris: +impact, meteoroid: +impact, drilled: +drilled, crack: +crack, seal: +seal };
    assert.deepEqual(evidence[i].likelihood, expected, items[i].found);
  }
});

for (const [id, before, after] of [
  ["ms-09-2018-08-30", 0.1, 0.3],
  ["ms-09-2018-09-04", 1e-5, 1e-3],
] as const) {
  test(`${id}: its table stands on the page to the last digit; an impact between ${before} and ${after}`, () => {
    const { stdout, status } = hullwatch(["cause", "--evidence", id]);
    assert.equal(status, 0);
    const table = stdout.slice(0, stdout.search(/^ {2}debris {2}/m)).trimEnd();
    assert.ok(table.split("\n").length > 20);
    assert.ok(page.includes(`\`\`\`text\n${table}\n\`\`\``), `docs/cause.md does not have\n${table}`);
    const { posterior } = answerOf(["--evidence", id]);
    const impact = posterior.debris.value + posterior.meteoroid.value;
    assert.ok(impact > before && impact < after, `${impact}`);
  });
}

test("for people: every prior with what it rests on, every piece with why and from where, the jet by module", () => {
  const { stdout } = hullwatch(["cause", "--evidence", "ms-09-2018-08-30"]);
  assert.match(stdout, /\n {2}debris +1\.5e-4 to 2\.5e-3: flux through the shield of ms09-om in 85 days, published\n/);
  assert.match(
    flat(stdout),
    /no sizes of their holes are known: this speaks for an impact if for anything; about 2 mm \(NASA blog, 30 Aug 2018\)/,
  );
  assert.match(flat(stdout), /is right in 73\.1 % of 1,135 real shots, unsafe in 11\.2 %/);
  assert.match(stdout, /\n {2}jet of 0\.9 mm2 at 747 mmHg: 0 to 0\.114 N, direction unknown; no torque is told of\n/);
  assert.match(stdout, /\n {4}ms09-om +14\.3 m +1\.63 N m\n/);
  assert.doesNotMatch(stdout, /\b100\.0+ %| 0\.0 %/);
});

test("a torque: modules whose jet cannot make it are as little as a third as likely", (t) => {
  const file = join(folderFor(t), "jet.yaml");
  const text = readFileSync(join(root, "evidence/ms-09-2018-08-30.yaml"), "utf8");
  writeFileSync(file, text.replace("pressure_mmHg: 747}", "pressure_mmHg: 747, torque_Nm: [0, 0, 6]}"));
  const { jet } = answerOf(["--evidence", file]);
  const factors = new Map(jet?.candidates.map((c) => [c.module, c.factor]));
  assert.deepEqual([factors.get("zvezda-prk"), factors.get("destiny")], [1, 1 / 3]);
  assert.match(flat(hullwatch(["cause", "--evidence", file]).stdout), /at most a factor 3; it is research $/);
});

test("priors of one's own, on the command line and in the file", () => {
  const own = answerOf(["--evidence", "ms-09-2018-09-04", "--prior", "drilled=1e-6", "--prior", "debris=0.01"]);
  assert.deepEqual([own.priors.drilled.value, own.priors.debris.value], [1e-6, 0.01]);
  assert.match(own.priors.drilled.source, /^as given/);
  const usual = answerOf(["--evidence", "ms-09-2018-09-04"]);
  assert.ok(own.posterior.debris.value > 100 * usual.posterior.debris.value);
});

test("what cannot be asked is refused by its place, on one line", (t) => {
  const folder = folderFor(t);
  const file = join(folder, "e.yaml");
  const head = "hullwatch: evidence/1\nname: A hole\nknown_at: 2018-08-30T18:00:00Z\nmodule: lab\nexposure_days: 85\n";
  const refused = (text: string, args: readonly string[] = []) => {
    writeFileSync(file, text);
    return hullwatch(["cause", "--evidence", file, ...args]);
  };
  for (const [result, said] of [
    [hullwatch(["cause"]), /^hullwatch: cause: found no --evidence, expected --evidence <FILE>/],
    [
      hullwatch(["cause", "--evidence", "ms-09"]),
      /ms-09: found no such file, expected the path of an evidence file, or one that ships: ms-09-2018-08-30/,
    ],
    [
      hullwatch(["cause", "--evidence", "ms-09-2018-08-30", "--prior", "drill=1e-3"]),
      /--prior: found "drill", expected a cause: debris, .*did you mean drilled\?/,
    ],
    [
      hullwatch(["cause", "--evidence", "ms-09-2018-08-30", "--prior", "drilled=2"]),
      /--prior: found "drilled=2", expected a cause and a probability/,
    ],
    [
      refused(`${head}priors: {debris: 1e-3, meteoroid: 1e-3}\nevidence: [{kind: rim, found: lip}]\n`),
      /e\.yaml:7:31: evidence\[0\]\.found: found "lip", expected raised-lip/,
    ],
    [
      refused(head, ["--station", "iss-2018-08-30"]),
      /e\.yaml:4:9: module: found "lab", expected the id of a module of iss-2018-08-30/,
    ],
    [refused(`${head}station: nowhere\n`), /nowhere: found no such file/],
  ] as [ReturnType<typeof hullwatch>, RegExp][]) {
    assert.equal(result.status, 2);
    assert.match(result.stderr, said);
    assert.equal(result.stderr.trimEnd().split("\n").length, 1);
    assert.equal(result.stdout, "");
  }
});
