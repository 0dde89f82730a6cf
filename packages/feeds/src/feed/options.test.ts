import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Options } from "./options.ts";

const kinds = {
  radio: {
    url: { means: "where it is, such as radio://host" },
    topics: { means: "what to listen to", fallback: "a,b" },
    port: { means: "port", fallback: "80" },
    password_file: { means: "file", fallback: "" },
  },
};
const read = (text: string) => Options.read(text, kinds);
const refused = (text: string, says: RegExp) =>
  assert.throws(
    () => read(text),
    (error: Error & { code: string }) => {
      assert.equal(error.code, "HW_FEED_OPTION");
      assert.match(error.message, says);
      return true;
    },
  );

test("options stand behind a colon with commas between, and a value may hold commas, colons and =", () => {
  const options = read("radio:url=radio://host:80/?q=1,2,topics=x/#,y,station=cabin");
  assert.equal(options.text("url"), "radio://host:80/?q=1,2");
  assert.deepEqual(options.list("topics"), ["x/#", "y"]);
  assert.equal(options.text("station"), "cabin");
  assert.equal(options.whole("port", 1, 65535), 80);
});

test("what there is not is refused with what there is", () => {
  refused("radoi", /found "radoi", expected .*radio/);
  refused("radio", /feed radio, url: found nothing, expected where it is, such as radio:\/\/host/);
  refused("radio:url=a,urk=b", /found option "urk", expected .*url/);
  refused("radio:url", /found "url", expected option=value/);
  refused("radio:url=a,url=b", /twice/);
  refused("", /feed/);
});

test("numbers, words, URLs and files are held to what they should be", (t) => {
  const options = read("radio:url=http://me:secret@host,port=99999,topics=z");
  assert.throws(() => options.whole("port", 1, 65535), /found "99999", expected a whole number from 1 to 65535/);
  assert.throws(() => options.url("url", ["radio"]), /expected a URL that begins with radio:\/\//);
  assert.throws(() => options.url("url", ["http"]), /found a password in a URL/);
  assert.throws(() => options.oneOf("topics", ["x", "y"]), /found "z", expected/);
  const here = new URL("mqtt://127.0.0.1");
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-options-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "secret"), "green hatch\n");
  assert.equal(
    read(`radio:url=a,password_file=${join(folder, "secret")}`).secret("password_file", here),
    "green hatch",
  );
  assert.throws(
    () => read("radio:url=a,password_file=/no/such").secret("password_file", here),
    /ENOENT.*expected a file/,
  );
  assert.equal(read("radio:url=a").secret("password_file", here), undefined);
  const far = new URL("mqtt://far.example");
  assert.throws(
    () => read(`radio:url=a,password_file=${join(folder, "secret")}`).secret("password_file", far),
    /found a secret for mqtt:\/\/, expected TLS/,
  );
});
