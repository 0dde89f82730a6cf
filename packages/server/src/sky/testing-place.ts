/** A server whose time is a test's, with a station that messages are about. */
import type { TestContext } from "node:test";
import { systemClock } from "../clock/index.ts";
import { type Person, person, type TestServer, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";
import { messageOf, type Pass } from "./testing.ts";
import type { SkyView } from "./types.ts";

export const hour = 3_600_000;
export const tca = Date.UTC(2018, 7, 30, 12, 30);
export const file = `${cabinFile}norad_id: 25544\n`;
export const of = "/api/v1/stations/cabin";

export class Place {
  now = tca - 30 * hour;
  readonly clock = { ...systemClock, now: () => this.now };
  server!: TestServer;
  engineer!: Person;
  flight!: Person;

  async open(t: TestContext, folder?: string, own: readonly string[] = []): Promise<this> {
    this.server = await testServer(t, { clock: this.clock }, folder, own);
    await this.server.stations.put("cabin", file, "test");
    return this;
  }

  async staff(): Promise<this> {
    this.engineer = await person(this.server, "engineer", "engineer");
    this.flight = await person(this.server, "flight", "flight-director");
    return this;
  }

  give(text: string, name = "approach.cdm") {
    return this.engineer.ask("POST", `${of}/conjunctions?name=${name}`, { body: text, type: "text/plain" });
  }

  pass = (miss: number, sigma: number, more: Partial<Pass> = {}) =>
    messageOf({ tca, created: this.now, miss, sigma, ...more });

  async view(): Promise<SkyView> {
    return (await (await this.engineer.ask("GET", `${of}/conjunctions`)).json()) as SkyView;
  }

  /** Alarms of the log as they stand: type, severity, whether they stand. */
  alarms = () =>
    this.server.logbook.state.alarms.map(({ id, severity, inAlarm }) => `${id} ${severity}${inAlarm ? "" : " over"}`);

  events = () =>
    this.server.events.list({ after: 0, limit: 1000, types: ["alarm", "conjunction"] }).map(({ event }) => event);

  /** What follows from the time now, told. */
  looked = () => this.server.sky.looked();
}
