import assert from "node:assert/strict";
import { test } from "node:test";
import { linkTrouble } from "./centres.ts";

test("people are told of a centre that is cut off, silent, or does not hear this one; of a sound link nothing", () => {
  const link = { centre: "moscow", since: "2018-08-30T00:00:00Z" };
  const troubles = [
    linkTrouble({ ...link, state: "cut", hears_us: null }),
    linkTrouble({ ...link, state: "silent", hears_us: null }),
    linkTrouble({ ...link, state: "up", hears_us: false }),
    linkTrouble({ ...link, state: "up", hears_us: null }),
    linkTrouble({ ...link, state: "up", hears_us: true }),
  ];
  assert.deepEqual(troubles, ["cut", "silent", "unheard", null, null]);
});
