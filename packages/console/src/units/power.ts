/** Small probabilities as people read them. */

const raised: Readonly<Record<string, string>> = {
  "-": "⁻",
  0: "⁰",
  1: "¹",
  2: "²",
  3: "³",
  4: "⁴",
  5: "⁵",
  6: "⁶",
  7: "⁷",
  8: "⁸",
  9: "⁹",
};

/** 2.3 × 10⁻⁴; 0.23 from a hundredth on; 0 below 10⁻³⁰. */
export function powerText(p: number): string {
  if (p < 1e-30) return "0";
  if (p >= 0.01) return String(Number(p.toPrecision(2)));
  const [digits, power] = p.toExponential(1).split("e");
  return `${digits} × 10${[...String(Number(power))].map((c) => raised[c]).join("")}`;
}
