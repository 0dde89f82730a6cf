/**
 * Who may import whom. Imports run one way: core <- feeds, archive, log <- server <- cli.
 * scripts/dependency-rules.test.ts breaks every rule once and expects it to be named.
 */
const TEST = String.raw`\.test\.ts$|/testing[-a-z]*\.ts$|/testing/`;
const folder = (/** @type {string[]} */ ...names) => `^packages/core/src/(?:${names.join("|")})/`;
const packages = (/** @type {string[]} */ ...names) => `^packages/(?:${names.join("|")})/`;

const SHARED = ["quantity", "phrase", "document", "station", "gas"];
const JUDGE = ["watch", "size", "locate", "plan", "mend", "refill", "cause"];

/** What each folder of core may build on; folders import each other in no other way. */
const LAYERS = [
  { name: "quantity-is-the-ground", of: ["quantity"], on: [] },
  { name: "phrase-knows-quantity", of: ["phrase"], on: ["quantity"] },
  { name: "document-knows-phrase", of: ["document"], on: ["quantity", "phrase"] },
  { name: "station-knows-document", of: ["station"], on: ["quantity", "phrase", "document"] },
  { name: "gas-knows-station", of: ["gas"], on: ["quantity", "phrase", "document", "station"] },
  // Who judges a recording must not know how it was made: world and judge share what lies under both, nothing else.
  { name: "world-knows-no-judge", of: ["world"], on: SHARED },
  { name: "judge-knows-no-world", of: JUDGE, on: [...SHARED, ...JUDGE] },
  { name: "engine-knows-no-world", of: ["engine"], on: [...SHARED, ...JUDGE] },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const betweenPackages = [
  {
    name: "core-stands-alone",
    comment: "core runs in Node and in the browser and knows none of its shells.",
    from: { path: packages("core") },
    to: { path: "^packages/", pathNot: packages("core") },
  },
  {
    name: "sources-and-stores-know-core-alone",
    comment: "feeds, archive and log import core, and not each other.",
    from: { path: "^packages/(feeds|archive|log)/" },
    to: { path: "^packages/", pathNot: "^packages/(?:core|$1)/" },
  },
  {
    name: "server-knows-no-face",
    comment: "The server is started by the command line and read by the console, never the other way round.",
    from: { path: packages("server") },
    to: { path: packages("cli", "console", "openmct") },
  },
  {
    name: "cli-knows-no-console",
    from: { path: packages("cli") },
    to: { path: packages("console", "openmct") },
  },
  {
    name: "console-and-openmct-know-core-alone",
    comment: "They reach everything else over HTTP.",
    from: { path: "^packages/(console|openmct)/" },
    to: { path: "^packages/", pathNot: "^packages/(?:core|$1)/" },
  },
  {
    name: "packages-by-name",
    comment: "A package is imported by its name and so by what it exports, never by a path into it.",
    from: { path: "^packages/([^/]+)/" },
    to: { path: "^packages/", pathNot: "^packages/$1/", dependencyTypesNot: ["aliased-workspace"] },
  },
  {
    name: "packages-import-packages",
    comment: "Nothing in packages/ leans on bench/, scripts/ or anything else beside it.",
    from: { path: "^packages/" },
    to: { dependencyTypes: ["local"], pathNot: "^packages/|node_modules/" },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const insideCore = [
  ...LAYERS.map(({ name, of, on }) => ({
    name,
    comment: `${of.join(", ")} may import ${on.join(", ") || "nothing else in core"}; tests may import what they like.`,
    from: { path: folder(...of), pathNot: TEST },
    to: { path: "^packages/core/src/", pathNot: folder(...of, ...on) },
  })),
  {
    name: "through-the-front-door",
    comment: "Another folder is imported by its index.ts, never by an inner file; tests may use its testing.ts too.",
    from: { path: "^packages/(archive|cli|core|feeds|log|server)/src/([^/]+)/" },
    to: {
      path: "^packages/(?:archive|cli|core|feeds|log|server)/src/[^/]+/",
      pathNot: ["^packages/$1/src/$2/", "^packages/[^/]+/src/[^/]+/(?:index|testing[-a-z]*)\\.ts$"],
    },
  },
  {
    name: "core-reads-no-machine",
    comment: "No file, clock or network in core: the same inputs give the same bytes, in the browser too.",
    from: { path: "^packages/core/src/", pathNot: TEST },
    to: { dependencyTypes: ["core"] },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const insideLog = [
  {
    name: "log-folds-without-a-machine",
    comment:
      "What entries are, what follows from them, and procedures run in a browser too: no file, no thread, no hash of Node.",
    from: { path: "^packages/log/src/(?:entry|state|procedure)/", pathNot: TEST },
    to: { path: "^packages/log/src/(?:chain|files|store|report)/" },
  },
  {
    name: "log-folds-without-node",
    comment: "The same of Node's own modules.",
    from: { path: "^packages/log/src/(?:entry|state|procedure)/", pathNot: TEST },
    to: { dependencyTypes: ["core"] },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const insideConsole = [
  {
    name: "console-thinks-without-a-page",
    comment: "What the console works out is plain TypeScript, tested without a browser; pages (.tsx) show it.",
    from: { path: "^packages/console/src/.*\\.ts$" },
    to: { path: "^packages/console/src/.*\\.tsx$" },
  },
  {
    name: "console-takes-little-of-core",
    comment:
      "Units, joined volumes and gas go to every browser; engine, simulator and plans stay with the server. Types weigh nothing.",
    from: { path: packages("console"), pathNot: TEST },
    to: {
      path: "^packages/core/src/",
      pathNot: folder("quantity", "station", "gas"),
      dependencyTypesNot: ["type-only"],
    },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const everywhere = [
  { name: "no-cycle", from: {}, to: { circular: true } },
  {
    name: "no-test-code-in-source",
    from: { path: "^packages/", pathNot: TEST },
    to: { path: TEST },
  },
  { name: "no-unresolvable", comment: "What is imported exists.", from: {}, to: { couldNotResolve: true } },
  {
    name: "no-undeclared-package",
    comment: "What is imported from npm stands in the package.json of the package that imports it.",
    from: {},
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "no-dev-package-in-source",
    from: { path: "^packages/[^/]+/src/", pathNot: TEST },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [...betweenPackages, ...insideCore, ...insideLog, ...insideConsole, ...everywhere].map((rule) => ({
    severity: "error",
    ...rule,
  })),
  options: {
    // TypeScript 7 has no parser that dependency-cruiser can call; swc's follows type-only imports too, unasked.
    parser: "swc",
    combinedDependencies: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^packages/[^/]+/dist/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
