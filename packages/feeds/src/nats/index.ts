/** NATS: JSON rows on a subject, from a JetStream stream where there is one. */
import type { Options, OptionTable, Source } from "../feed/index.ts";
import { Nats } from "./nats.ts";

export const natsOptions = {
  url: { means: "the server, such as nats://127.0.0.1:4222 or tls://nats.example:4222" },
  subject: { means: "subject to listen to, such as cabin.>" },
  stream: { means: "JetStream stream that keeps what is missed", fallback: "" },
  consumer: { means: "by which the stream knows how far this server has come", fallback: "hullwatch" },
  user: { means: "name to sign in with", fallback: "" },
  password_file: { means: "file that holds the password", fallback: "" },
  credentials_file: { means: "file of credentials (JWT and seed)", fallback: "" },
  ca_file: { means: "PEM file of the authority that signed the server's certificate", fallback: "" },
} as const satisfies OptionTable;

export function openNats(options: Options): Source {
  const url = options.url("url", ["nats", "tls"]);
  if (!/^[\w-]+$/.test(options.text("consumer"))) throw options.wrong("consumer", "letters, digits, - and _");
  return new Nats({
    url,
    subject: options.text("subject"),
    stream: options.text("stream") || null,
    consumer: options.text("consumer"),
    user: options.text("user") || undefined,
    password: options.secret("password_file", url),
    credentials: options.secret("credentials_file", url),
    ca: options.file("ca_file"),
  });
}
