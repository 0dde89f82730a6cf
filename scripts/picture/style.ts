/**
 * The look of the picture. Its own card and both palettes: GitHub shows it on light and on dark pages. On a phone the
 * 880 units shrink to some 360 px, so the letters grow in units to stay legible.
 */
export const STYLE = `<style>
svg { --card: #ffffff; --edge: #d1d9e0; --ink: #1f2328; --faint: #59636e; --grid: #e6eaef; --blue: #0b5cad; --red: #c2320f; --band: #0b5cad33; }
text { font: 15px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--ink);
  paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
.title { font-weight: 600; font-size: 18px; }
.faint { fill: var(--faint); font-size: 14px; }
.tick { dominant-baseline: central; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
text.alarm, tspan.alarm { fill: var(--red); font-weight: 600; }
.blue { fill: var(--blue); }
.card { fill: var(--card); stroke: var(--edge); }
.line { fill: none; stroke-linejoin: round; }
.grid { stroke: var(--grid); }
.mark { stroke: var(--faint); stroke-dasharray: 3 4; }
.mark.alarm { stroke: var(--red); stroke-dasharray: none; stroke-width: 1.5; }
.pressure { stroke: var(--ink); stroke-width: 2; }
.band { fill: var(--band); }
.estimate { stroke: var(--blue); stroke-width: 2.5; }
.truth { stroke: var(--ink); stroke-width: 1.25; }
@media (max-width: 560px) {
  text { font-size: 22px; }
  .title { font-size: 26px; }
  .faint { font-size: 21px; }
  .estimate { stroke-width: 4; }
  .pressure, .mark.alarm { stroke-width: 3; }
  .truth { stroke-width: 2; }
  .wide { display: none; }
}
@media (prefers-color-scheme: dark) {
  svg { --card: #0d1117; --edge: #3d444d; --ink: #f0f6fc; --faint: #9198a1; --grid: #21262d; --blue: #58a6ff; --red: #ff8466; --band: #58a6ff3d; }
}
</style>`;
