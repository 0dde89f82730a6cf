/** How big is the hole, how long have we got. */
export { type Balance, blocksOf, followBalance, passOn, startBalance } from "./balance.ts";
export { type Cabin, fallInterval, type Hole, sizeHole } from "./hole.ts";
export { type Loss, type Losses, lossesAbout, lossOf } from "./loss.ts";
export { type FirstLimit, firstLimit, reserveInterval, reserveShutIn, t1mmInterval } from "./reserve.ts";
export { fallOf, followTrend, spanOf, startTrend, type Trend } from "./trend.ts";
