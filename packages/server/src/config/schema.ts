import { type Static, Type } from "typebox";

const section = <P extends Parameters<typeof Type.Object>[0]>(description: string, properties: P) =>
  Type.Object(properties, { additionalProperties: false, description });

const text = (description: string, value: string) => Type.String({ description, default: value });
const optionalText = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));
const secret = (description: string) => Type.Optional(Type.String({ minLength: 1, description, secret: true }));
const flag = (description: string, value: boolean) => Type.Boolean({ description, default: value });
const whole = (description: string, value: number, minimum: number, maximum: number) =>
  Type.Integer({ description, default: value, minimum, maximum });
const texts = (description: string) => Type.Array(Type.String({ minLength: 1 }), { description, default: [] });

const server = section("Where the server listens and how it is reached.", {
  host: text("Address to listen on. Anything but a loopback address wants TLS or `behind_proxy`.", "127.0.0.1"),
  port: whole("TCP port; 0 takes a free one.", 8321, 0, 65535),
  public_url: Type.Optional(
    Type.String({
      pattern: "^https?://[^/?#\\s]+$",
      description:
        "The address that people type, such as https://hullwatch.example: scheme, host and port alone. Needed for OpenID Connect; where given, browsers may write from this origin alone.",
    }),
  ),
  behind_proxy: flag(
    "A proxy in front ends TLS and sets X-Forwarded-For, -Proto and -Host; they are believed from `trusted_proxies` alone.",
    false,
  ),
  trusted_proxies: Type.Array(Type.String({ minLength: 1 }), {
    description: "Addresses or subnets (CIDR) of the proxies whose X-Forwarded headers are believed.",
    default: ["127.0.0.1", "::1"],
  }),
  tls: section("TLS of the server itself. Both files or neither.", {
    cert_file: optionalText("PEM file of the certificate and its chain."),
    key_file: optionalText("PEM file of the private key."),
  }),
});

const session = section("Sessions of browsers.", {
  idle_min: whole("(min) A session that nothing was asked by for so long is over.", 60, 1, 1440),
  absolute_h: whole(
    "(h) A session is over this long after sign-in, whatever is done. 12 h is the most of NIST SP 800-63B (2017), 4.2.3.",
    12,
    1,
    720,
  ),
});

const password = section("Local accounts.", {
  enabled: flag("Whether people may sign in by name and password.", true),
  min_length: whole(
    "Shortest password, in characters. 15 is asked by NIST SP 800-63B-4 (3.1.1.2) of a password that stands alone.",
    15,
    8,
    128,
  ),
  argon2_memory_KiB: whole(
    "(KiB) Memory of argon2id. The defaults are the second recommended option of RFC 9106 section 4; a password is hashed anew at its next use after a change.",
    65536,
    8,
    4194304,
  ),
  argon2_passes: whole("Passes of argon2id.", 3, 1, 100),
  argon2_lanes: whole("Lanes of argon2id.", 4, 1, 64),
});

const grant = Type.Object(
  {
    value: Type.String({ minLength: 1 }),
    role: Type.Enum(["viewer", "crew", "engineer", "controller", "flight-director", "administrator"]),
    station: Type.Optional(Type.String({ minLength: 1 })),
    centre: Type.Optional(Type.String({ minLength: 1 })),
  },
  { additionalProperties: false },
);

const oidc = section("Sign-in by OpenID Connect (authorization code with PKCE). On where `issuer` is given.", {
  issuer: optionalText("Issuer URL, https (http for a loopback address alone); found out by discovery."),
  client_id: optionalText("Client id that the issuer gave."),
  client_secret: secret("Client secret that the issuer gave; without one the client is public."),
  name: text("What the button says.", "OpenID Connect"),
  scopes: Type.Array(Type.String({ minLength: 1 }), {
    description: "Scopes asked for; `openid` must be one.",
    default: ["openid", "profile"],
  }),
  roles_claim: text("Claim whose value, or list of values, is looked up in `grants`.", "groups"),
  grants: Type.Array(grant, {
    description:
      "Who gets which role: a mapping of `value` (of the claim), `role`, `station` and `centre` (`*`, all, unless given). They are set anew at every sign-in.",
    default: [],
  }),
});

const engine = section("Engines of the stations.", {
  threads: whole("Threads in which engines run; a station belongs to one of them.", 2, 1, 64),
  late_after_s: whole(
    "(s) Rows older than this when they arrive are stored data: what they show raises no alarm until live data show it too.",
    300,
    10,
    86400,
  ),
  save_every_s: whole("(s) The state of each station is saved once in this time.", 120, 1, 86400),
});

const log = section("The shared log.", {
  largest_file_MiB: whole("(MiB) The largest photo or file that is taken.", 100, 1, 10_240),
});

const people = section("Accounts, sign-in and what is kept of refusals.", {
  session,
  password,
  oidc,
  token_days_max: whole("(d) Longest life of an API token.", 365, 1, 3650),
  audit_days: whole("(d) Refusals and sign-ins are kept this long.", 400, 1, 3650),
});

const limits = section("How much one caller may ask.", {
  requests_per_min_address: whole("Requests a minute from one address (IPv6: /64) without sign-in.", 300, 1, 1000000),
  requests_per_min_person: whole(
    "Requests a minute by one person, in all of their sessions together.",
    1200,
    1,
    1000000,
  ),
  requests_per_min_token: whole("Requests a minute by one API token.", 6000, 1, 1000000),
});

/** Every key of the configuration: its type, its bounds, its default and what it means. The one source of all of them. */
export const configSchema = section("Hullwatch server", {
  data_dir: text("Folder of everything that the server keeps. Made where it is not there.", "hullwatch-data"),
  backup_dir: text("Folder in which backups are made, each in a folder of its own.", "hullwatch-backups"),
  centre: Type.String({
    description: "Id of the control centre that this server belongs to.",
    default: "main",
    pattern: "^[a-z0-9][a-z0-9-]{0,31}$",
  }),
  stations: texts("Station files to begin with, or ids of stations that ship."),
  feeds: texts(
    "Feeds of telemetry, each as `hullwatch serve --feed` takes it: `kind` or `kind:option=value,option=value`. docs/feeds has a page for each kind.",
  ),
  conjunctions: texts(
    "Folders in which conjunction messages and element sets are put, each as `station=folder`: docs/conjunctions.md.",
  ),
  log_level: Type.Enum(["fatal", "error", "warn", "info", "debug", "trace"], {
    description: "Least severe line of the structured log.",
    default: "info",
  }),
  server,
  engine,
  log,
  people,
  limits,
});

/** The configuration with every default filled in. */
export type Config = Static<typeof configSchema>;
