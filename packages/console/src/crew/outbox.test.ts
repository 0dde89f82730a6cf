import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem, Unreachable } from "../link/index.ts";
import { Outbox, type Report } from "./outbox.ts";

const report = (key: string): Report => ({ path: "/log", body: { key }, label: key });

function box(kept: { text: string | null } = { text: null }) {
  const line: { fault: Error | null; sent: string[] } = { fault: null, sent: [] };
  const outbox = new Outbox(
    {
      read: () => kept.text,
      write: (text) => {
        kept.text = text;
      },
    },
    async ({ body }) => {
      if (line.fault !== null) throw line.fault;
      line.sent.push(body.key);
    },
  );
  return { outbox, line, kept };
}
const keys = (reports: readonly Report[]) => reports.map(({ body }) => body.key);

test("without a line reports wait, with one they go in order", async () => {
  const { outbox, line } = box();
  line.fault = new Unreachable("cut");
  await outbox.put(report("a"));
  await outbox.put(report("b"));
  assert.deepEqual([keys(outbox.waiting.value), line.sent], [["a", "b"], []]);
  line.fault = null;
  await outbox.flush();
  assert.deepEqual([keys(outbox.waiting.value), line.sent], [[], ["a", "b"]]);
});

test("a browser that was closed goes on with what it had kept", async () => {
  const { outbox, line, kept } = box();
  line.fault = new Unreachable("cut");
  await outbox.put(report("a"));
  const again = box(kept);
  assert.deepEqual(keys(again.outbox.waiting.value), ["a"]);
  await again.outbox.flush();
  assert.deepEqual(again.line.sent, ["a"]);
  assert.deepEqual(keys(box({ text: "no JSON" }).outbox.waiting.value), []);
});

test("what the server does not take is set aside with the reason, and holds up nothing", async () => {
  const { outbox, line } = box();
  line.fault = new Problem(422, { detail: "no such hatch" });
  await outbox.put(report("a"));
  line.fault = null;
  await outbox.put(report("b"));
  assert.deepEqual(line.sent, ["b"]);
  assert.deepEqual(
    outbox.refused.value.map(({ report: { label }, why }) => [label, (why as Error).message]),
    [["a", "no such hatch"]],
  );
});

test("without a session, or a server that is not ready, reports wait as without a line", async () => {
  for (const [status, code] of [[401], [429], [503], [403, "HW_CSRF"]] as const) {
    const { outbox, line } = box();
    line.fault = new Problem(status, { code });
    await outbox.put(report("a"));
    assert.deepEqual([keys(outbox.waiting.value), outbox.refused.value], [["a"], []]);
  }
});
