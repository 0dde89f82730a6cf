/** MQTT: Sparkplug B, and JSON on topics of one's own. */
import type { Options, OptionTable, Source } from "../feed/index.ts";
import { Mqtt } from "./mqtt.ts";

export const mqttOptions = {
  url: { means: "the broker, such as mqtts://broker.example:8883" },
  topics: { means: "topics to listen to, with commas between, such as spBv1.0/iss/#" },
  status: { means: "topics on which a last will says that who sends there is gone", fallback: "" },
  client_id: { means: "by which the broker knows this server; it keeps what is missed for it", fallback: "hullwatch" },
  user: { means: "name to sign in with", fallback: "" },
  password_file: { means: "file that holds the password", fallback: "" },
  ca_file: { means: "PEM file of the authority that signed the broker's certificate", fallback: "" },
  cert_file: { means: "PEM file of the own certificate, for brokers that ask for one", fallback: "" },
  key_file: { means: "PEM file of its key", fallback: "" },
} as const satisfies OptionTable;

export function openMqtt(options: Options): Source {
  const url = options.url("url", ["mqtt", "mqtts", "ws", "wss"]);
  return new Mqtt({
    url,
    topics: options.list("topics"),
    status: options.list("status"),
    clientId: options.text("client_id"),
    user: options.text("user") || undefined,
    password: options.secret("password_file", url),
    ca: options.file("ca_file"),
    cert: options.file("cert_file"),
    key: options.file("key_file"),
  });
}
