/**
 * Runs every `check:` script of package.json in the order in which it stands there, and stops at the first that fails. The last
 * two, tests and tests in the browser, run side by side: these mostly wait, and those give way to them.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
const env = {
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  // Types are stripped once, not by each of some 350 files of tests: a fifth of all the work.
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "tests"),
};

/** Runs one, and gives whether it passed. Where it is `quiet`, what it says is shown when it is over. */
async function run(name: string, { quiet = false, gives = false } = {}): Promise<boolean> {
  const said: Buffer[] = [];
  const title = `\n── ${name}  (${scripts[name]})`;
  if (!quiet) console.log(title);
  const start = performance.now();
  const command = gives ? `nice -n 10 ${scripts[name]}` : scripts[name];
  const child = spawn(command, [], { cwd: root, env, shell: true, stdio: quiet ? "pipe" : "inherit" });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => said.push(data));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (quiet) console.log(`${title}\n${Buffer.concat(said)}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status === 0) console.log(`✔ ${name} ${seconds} s`);
  else console.error(`\n✖ ${name} failed after ${seconds} s; \`npm run ${name}\` runs it alone`);
  return status === 0;
}

const names = Object.keys(scripts).filter((name) => name.startsWith("check:"));
for (const name of names.slice(0, -2)) if (!(await run(name))) process.exit(1);
const [tests, browser] = names.slice(-2);
const passed = await Promise.all([run(tests, { gives: true }), run(browser, { quiet: true })]);
if (passed.includes(false)) process.exit(1);
