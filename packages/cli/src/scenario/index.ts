/** Scenarios, which most commands do without: the simulator behind them is read where it is asked for. */
export { type LoadedScenario, loadScenario, readScenario } from "./scenario.ts";
