import { registerAjvFormats, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from "fastify";
import { addProblems } from "../problem/index.ts";
import type { Grant } from "./caller.ts";
import { addHeaders } from "./headers.ts";
import { Issuer, type IssuerSettings } from "./issuer/index.ts";
import { logSerializers } from "./log-request.ts";
import { People, type PeopleSettings } from "./people.ts";
import type { Permission } from "./permissions.ts";
import { addGuard, type GuardSettings } from "./plugin.ts";
import { everyPeopleRoute } from "./routes/index.ts";
import { SetUp } from "./setup.ts";

registerAjvFormats();

/** 29 August 2018, 23:00 UTC. */
const start = 1_535_583_600_000;

/** A clock that only a test moves. */
export class TestClock {
  #now = start;
  now = () => this.#now;
  pass = (seconds: number) => {
    this.#now += seconds * 1000;
  };
}

/** The least that argon2 takes: the defaults are checked by a test of their own. */
export const cheap = { memory: 8, passes: 1, lanes: 1 };

export const settings: PeopleSettings = {
  path: ":memory:",
  session: { idle_min: 60, absolute_h: 12 },
  password: { enabled: true, min_length: 15, cost: cheap },
  token_days_max: 365,
  audit_days: 400,
};

export const secretOf = (name: string) => `the green hatch of ${name}!`;

export interface TestServer {
  readonly app: FastifyInstance;
  readonly people: People;
  readonly clock: TestClock;
  readonly setUp: SetUp;
  /** Makes a local account with the password `secretOf(name)`. */
  person(name: string, ...grants: Grant[]): Promise<string>;
  /** Signs in and gives a browser. */
  browser(name: string): Promise<Browser>;
}

interface Asked {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE" | "PUT";
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** What a browser keeps between requests: the cookie and the CSRF token. */
export interface Browser {
  cookie: string;
  csrf: string;
  ask(url: string, asked?: Asked): Promise<LightMyRequestResponse>;
}

export const cookieOf = (response: LightMyRequestResponse) => String(response.headers["set-cookie"]).split(";")[0];

export interface TestOptions {
  readonly people?: Partial<PeopleSettings>;
  readonly guard?: Partial<GuardSettings>;
  readonly issuer?: IssuerSettings;
  readonly https?: boolean;
  readonly logger?: { readonly stream: { write(line: string): void } };
  /** Routes beside those of people. */
  readonly routes?: (app: FastifyInstance) => void;
}

/** A server with the routes of people and one route for each permission. */
export async function testServer(options: TestOptions = {}): Promise<TestServer> {
  const clock = new TestClock();
  const people = new People({ ...settings, ...options.people }, clock);
  const setUp = new SetUp(people);
  const issuer = options.issuer === undefined ? null : new Issuer(options.issuer, clock);
  const app = Fastify({
    trustProxy: options.https === true,
    ...(options.logger && { logger: { ...options.logger, serializers: logSerializers } }),
  });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  addProblems(app);
  await addHeaders(app, { tls: options.https === true });
  await addGuard(app, people, {
    publicUrl: undefined,
    limits: { address: 300, person: 1200, token: 6000 },
    ...options.guard,
  });
  await app.register(everyPeopleRoute, { prefix: "/api", people, setUp, issuer });
  app.get(
    "/stations/:station/telemetry",
    { config: { needs: "read-telemetry", station: "station" } },
    async () => "air",
  );
  app.post("/stations/:station/notes", { config: { needs: "write-log", station: "station" } }, async () => "noted");
  app.get("/status", { config: { needs: "public" } }, async () => "steady");
  app.get("/broken", { config: { needs: "public" } }, async () => {
    throw new Error("the inner secret at /etc/passwd");
  });
  options.routes?.(app);
  await app.ready();

  const browser = async (name: string): Promise<Browser> => {
    const response = await app.inject({
      method: "POST",
      url: "/api/sign-in",
      payload: { name, password: secretOf(name) },
    });
    if (response.statusCode !== 200) throw new Error(response.body);
    return browserOf(app, response);
  };
  const person = async (name: string, ...grants: Grant[]) => {
    const password = await people.passwords.hash(secretOf(name));
    return people.accounts.create({ name, displayName: name.toUpperCase(), password }, grants).id;
  };
  return { app, people, clock, setUp, person, browser };
}

/** The browser that a sign-in was answered to. */
export function browserOf(app: FastifyInstance, signedIn: LightMyRequestResponse): Browser {
  return {
    cookie: cookieOf(signedIn),
    csrf: signedIn.json().csrf_token,
    ask(url, { method = "GET", body, headers } = {}) {
      const own = { cookie: this.cookie, "x-csrf-token": this.csrf };
      return app.inject({ method, url, ...(body && { payload: body }), headers: { ...own, ...headers } });
    },
  };
}

export const everywhereAs = (role: Grant["role"]): Grant => ({ role, station: "*", centre: "*" });
export const at = (role: Grant["role"], station: string, centre: string): Grant => ({ role, station, centre });

/** An API token of these scopes, made in the browser of its owner. */
export async function tokenOf(browser: Browser, scopes: readonly Permission[], more: object = {}): Promise<string> {
  const body = { name: "feed", scopes, station: "*", days: 30, ...more };
  const response = await browser.ask("/api/me/tokens", { method: "POST", body });
  if (response.statusCode !== 201) throw new Error(response.body);
  return response.json().token;
}
