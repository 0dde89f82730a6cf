import assert from "node:assert/strict";
import { test } from "node:test";
import { ninety } from "@hullwatch/core/quantity";
import fc from "fast-check";
import { ExpressionError, evaluate, type Facts, factKinds, parseExpression } from "./index.ts";

const minutes = (value: number, spread = 0) => ({
  value: value * 60,
  low: (value - ninety * spread) * 60,
  high: (value + ninety * spread) * 60,
});
const facts: Facts = new Map<string, string | ReturnType<typeof minutes>>([
  ["reserve", minutes(25, 10)],
  ["verdict", "module"],
  ["hatch(rassvet-ms09)", "closed"],
  ["alarm(leak)", "raised"],
  ["crew(gerst)", "lab"],
  ["probability", { value: 0.97, low: 0.97, high: 0.97 }],
]);
const is = (text: string) => evaluate(parseExpression(text), facts).is;

test("conditions hold, do not, or are not known", () => {
  const cases: [text: string, is: string][] = [
    ["reserve < 30min", "yes"],
    ["reserve<0.5h", "yes"],
    ["reserve < 30 min and verdict = module", "yes"],
    ["reserve.low < 10min", "yes"],
    ["reserve.high < 30min", "no"],
    ["reserve >= 30min or verdict != module", "no"],
    ["not reserve < 30min", "no"],
    ["not (reserve < 30min and verdict = open)", "yes"],
    ["hatch(rassvet-ms09) = closed", "yes"],
    ["hatch( rassvet-ms09 ) = open", "no"],
    ["crew(gerst) = lab", "yes"],
    ["probability > 0.95", "yes"],
    ["dpdt > 0.5mmHg/h", "unknown"],
    ["dpdt > 0.5mmHg/h and verdict = open", "no"],
    ["dpdt > 0.5mmHg/h or verdict = module", "yes"],
    ["dpdt > 0.5mmHg/h or verdict = open", "unknown"],
    ["not dpdt > 0.5mmHg/h", "unknown"],
    ["verdict = open or verdict = module and alarm(leak) = cleared", "no"],
  ];
  for (const [text, expected] of cases) assert.equal(is(text), expected, text);
});

test("what was found is told beside what was asked, and only what decided", () => {
  const because = (text: string) => evaluate(parseExpression(text), facts).because;
  assert.equal(because("reserve < 30min"), "reserve 25.0 min, asked for reserve < 30min");
  assert.equal(because("verdict = open and reserve.low < 10min"), "verdict module, asked for verdict = open");
  assert.equal(because("dpdt > 0.5mmHg/h"), "dpdt is not known, asked for dpdt > 0.5mmHg/h");
});

test("what is no condition is refused: what was found, where, what was expected", () => {
  const cases: [text: string, message: RegExp][] = [
    ["", /^found its end, expected a fact: /],
    ["pressur(x) < 1kPa", /^found "pressur" at character 1, expected a fact: .*did you mean pressure\?$/],
    ["reserve < 30", /^found "30" at character 11, expected a time with its unit: s, min, h, day, d$/],
    ["reserve < 30 mmHg", /^found "30 mmHg" at character 11, expected a time with its unit/],
    ["reserve 30min", /^found "30min" at character 9, expected < or <= or > or >= or = or !=$/],
    ["verdict < module", /^found "<" at character 9, expected = or !=$/],
    ["verdict = modul", /expected open, module, set or indeterminate; did you mean module\?$/],
    ["verdict = 3", /^found "3" at character 11/],
    ["probability > 95", /expected a number from 0 to 1$/],
    ["hatch = open", /^found "=" at character 7, expected \( and the id of a hatch$/],
    ["hatch() = open", /expected the id of a hatch$/],
    ["hatch(x = open", /^found its end, expected \)$/],
    ["reserve.middle < 3min", /^found "middle" at character 9, expected low or high$/],
    ["(reserve < 3min", /^found its end, expected \)$/],
    ["reserve < 3min verdict = open", /^found "verdict" at character 16, expected and, or, or its end$/],
    ["reserve < 3min and", /^found its end/],
    ["reserve < 3min & verdict = open", /^found "& verdict = open" at character 16/],
    [`${"(".repeat(100_000)}`, /expected at most 2,000 characters$/],
    ["__proto__ = open", /expected a fact/],
  ];
  for (const [text, message] of cases) {
    assert.throws(
      () => parseExpression(text),
      (error) => {
        assert.ok(error instanceof ExpressionError, `${text}: ${error}`);
        assert.equal(error.code, "HW_EXPRESSION");
        assert.match(error.message, message);
        return true;
      },
    );
  }
});

test("whatever is written is a condition, or refused by name", () => {
  const piece = fc.constantFrom(
    ...Object.keys(factKinds),
    "and",
    "or",
    "not",
    "(",
    ")",
    "<",
    "=",
    ".low",
    "3min",
    "3",
    "module",
    "$",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join(" ");
      try {
        assert.ok(["yes", "no", "unknown"].includes(is(text)));
      } catch (error) {
        assert.ok(error instanceof ExpressionError, `${text}: ${error}`);
      }
    }),
    { numRuns: 2000, seed: 6 },
  );
});
