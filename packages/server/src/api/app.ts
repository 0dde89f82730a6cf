/** The server as one application: every route, its guard, its schemas, its errors. */
import swagger from "@fastify/swagger";
import { registerAjvFormats, type TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import { addGuard, addHeaders, everyPeopleRoute, type GuardSettings, type PeopleRoutes } from "../people/index.ts";
import { addProblems, ProblemError } from "../problem/index.ts";
import { type SiteFile, siteRoutes } from "../site/index.ts";
import { alarmRoutes } from "./routes/alarms.ts";
import { backupRoutes } from "./routes/backup.ts";
import { centreRoutes } from "./routes/centres.ts";
import { demoRoutes } from "./routes/demo.ts";
import { eventRoutes } from "./routes/events.ts";
import { fileRoutes } from "./routes/files.ts";
import { healthRoutes } from "./routes/health.ts";
import { historyRoutes } from "./routes/history.ts";
import { hullRoutes } from "./routes/hull.ts";
import { incidentRoutes } from "./routes/incidents.ts";
import { logRoutes } from "./routes/log.ts";
import { procedureRoutes } from "./routes/procedures.ts";
import { publicRoutes, releaseRoutes } from "./routes/public.ts";
import { rowRoutes } from "./routes/rows.ts";
import { runRoutes } from "./routes/runs.ts";
import { skyRoutes } from "./routes/sky.ts";
import { stateRoutes } from "./routes/state.ts";
import { stationRoutes } from "./routes/stations.ts";
import { trainingRoutes } from "./routes/training.ts";
import { whatIfRoutes } from "./routes/whatif.ts";
import type { Service } from "./service.ts";
import { statuses } from "./statuses.ts";
import { validatorWhenAsked } from "./validation.ts";

/** What every route but those for whoever keeps the server running begins with. */
export const prefix = "/api/v1";

export interface AppSettings {
  readonly version: string;
  readonly logger: Logger;
  readonly guard: GuardSettings;
  readonly people: PeopleRoutes;
  readonly trustProxy: false | string[];
  readonly https: { readonly cert: string; readonly key: string } | null;
  /** Whether people reach it by TLS, here or at a proxy. */
  readonly tls: boolean;
  /** The console. */
  readonly site: readonly SiteFile[];
}

/** The application, ready to listen. */
export async function makeApp(service: Service, settings: AppSettings): Promise<FastifyInstance> {
  registerAjvFormats();
  const app = Fastify({
    loggerInstance: settings.logger,
    trustProxy: settings.trustProxy,
    // Every request is logged once, when it was answered: see below.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: true,
    ...(settings.https && { https: settings.https }),
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorWhenAsked);
  // Schemas of answers document them; tests hold the answers to them.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  addProblems(app, statuses);
  await addHeaders(app, { tls: settings.tls });
  await app.register(swagger, { openapi: openapi(settings.version) });
  await addGuard(app, settings.people.people, settings.guard);
  addTexts(app);
  watchRequests(app, service);
  siteRoutes(app, settings.site);
  await app.register(routesOf(service));
  await app.register(everyPeopleRoute, { prefix, ...settings.people });
  app.get(
    `${prefix}/openapi.json`,
    { config: { needs: "public" }, schema: { operationId: "openapi", tags: ["server"], hide: true } },
    async () => app.swagger(),
  );
  await app.ready();
  return app;
}

/** Health first: it answers also while nothing else can. Until the log has been read nobody is told that nothing was released. */
const routesOf = (service: Service) => async (root: FastifyInstance) => {
  const whenReady = async () => {
    const why = service.notReady();
    if (why !== null) throw new ProblemError(503, "HW_NOT_READY", why, { "retry-after": "1" });
  };
  healthRoutes(root.withTypeProvider<TypeBoxTypeProvider>(), service);
  await root.register(async (open) => {
    open.addHook("preHandler", whenReady);
    publicRoutes(open.withTypeProvider<TypeBoxTypeProvider>(), service);
  });
  await root.register(
    async (api) => {
      api.addHook("preHandler", whenReady);
      const app = api.withTypeProvider<TypeBoxTypeProvider>();
      demoRoutes(app, service);
      stationRoutes(app, service);
      stateRoutes(app, service);
      centreRoutes(app, service);
      rowRoutes(app, service);
      eventRoutes(app, service);
      historyRoutes(app, service);
      alarmRoutes(app, service);
      logRoutes(app, service);
      whatIfRoutes(app, service);
      releaseRoutes(app, service);
      incidentRoutes(app, service);
      procedureRoutes(app, service);
      runRoutes(app, service);
      trainingRoutes(app, service);
      backupRoutes(app, service);
      hullRoutes(app, service);
      await skyRoutes(app, service);
      await fileRoutes(app, service);
    },
    { prefix },
  );
};

const openapi = (version: string) => ({
  openapi: "3.1.0" as const,
  info: {
    title: "Hullwatch",
    version,
    description:
      "Cabin leaks of crewed stations: telemetry in, alarms, estimates, the shared log. Made from the schemas that check.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  components: {
    securitySchemes: {
      session: { type: "apiKey" as const, in: "cookie" as const, name: "__Host-hullwatch" },
      token: { type: "http" as const, scheme: "bearer" },
    },
  },
  security: [{ session: [] }, { token: [] }],
});

/** A station file is sent as it is. */
function addTexts(app: FastifyInstance): void {
  for (const type of ["application/yaml", "text/yaml"]) {
    app.addContentTypeParser(type, { parseAs: "string" }, (_request, body, done) => done(null, body));
  }
}

/** One line in the log and one measure for every request that was answered. */
function watchRequests(app: FastifyInstance, { metrics }: Service): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    const { method } = request;
    metrics.requests.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    request.log.info(
      {
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        person: request.caller?.person ?? null,
      },
      "answered",
    );
  });
}
