import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionsOf, tiers } from "../conditions.ts";
import { Nuisance } from "../nuisance.ts";
import { History } from "./history.ts";
import { Peers } from "./index.ts";
import { LeastSquares } from "./least-squares.ts";

const air = () => new Nuisance(conditionsOf("full"), 60, 1, "peers", true);

test("a history gives values and means of any stretch that it keeps", () => {
  const history = new History(10);
  const all = Array.from({ length: 100 }, (_, i) => Math.sin(i));
  for (const x of all) history.push(x);
  const sum = (list: readonly number[]) => list.reduce((s, x) => s + x, 0);
  assert.equal(history.at(0), all[99]);
  assert.equal(history.at(9), all[90]);
  assert.ok(Math.abs(history.mean(10) - sum(all.slice(90)) / 10) < 1e-12);
  assert.ok(Math.abs(history.mean(4, 3) - sum(all.slice(93, 97)) / 4) < 1e-12);
});

test("the moving sums give the least squares of the window", () => {
  const n = 57;
  const own = air();
  const y = new History(n + 1);
  const peer = new LeastSquares(n, 60);
  const seen: number[] = [];
  for (let i = 0; i < 5000; i++) {
    own.advance(0.001 * i);
    y.push(own.y);
    seen.push(own.y);
    peer.take(own, { y, raw: y });
  }
  const last = seen.slice(-n);
  const middle = (n - 1) / 2;
  const slope = last.reduce((s, v, k) => s + (k - middle) * v, 0) / ((n * (n * n - 1)) / 12);
  assert.ok(Math.abs(peer.value + slope) < 1e-9);
});

test("a fork goes on as the one that it came from", () => {
  const one = Peers.watching(tiers.slow);
  const first = air();
  const values = (peers: Peers) => peers.all.map(({ value }) => value);
  for (let i = 0; i < 20_000; i++) {
    first.advance();
    one.take(first);
  }
  const other = one.fork();
  assert.deepEqual(values(other), values(one));
  for (let i = 0; i < 500; i++) {
    first.advance(0.01 * i);
    one.take(first);
    other.take(first);
  }
  assert.deepEqual(values(other), values(one));
});
