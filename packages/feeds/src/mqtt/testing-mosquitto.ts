/** A real broker, Debian's mosquitto, with a certificate where a test asks for one. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { connectAsync, type MqttClient } from "mqtt";
import { freePort, serverProcess } from "../feed/testing-proxy.ts";

export interface Broker {
  readonly port: number;
  readonly folder: string;
  /** Somebody who sends. */
  client(): Promise<MqttClient>;
}

/** Settings of its configuration file, behind the listener. */
export async function mosquitto(
  t: TestContext,
  settings: (folder: string) => readonly string[] = () => [],
): Promise<Broker> {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-mosquitto-"));
  const [port, plain] = [await freePort(), await freePort()];
  const lines = [
    "per_listener_settings true",
    `listener ${plain} 127.0.0.1`,
    "allow_anonymous true",
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    ...settings(folder),
  ];
  const file = join(folder, "mosquitto.conf");
  writeFileSync(file, `${lines.join("\n")}\n`);
  await serverProcess(t, "/usr/sbin/mosquitto", ["-c", file], port, () => rmSync(folder, { recursive: true }));
  return {
    port,
    folder,
    async client() {
      const client = await connectAsync(`mqtt://127.0.0.1:${plain}`, { reconnectPeriod: 0 });
      t.after(() => client.endAsync(true));
      return client;
    },
  };
}

/** Makes an authority and a certificate for 127.0.0.1 in `folder`. */
export function makeCertificates(folder: string): void {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { stdio: "ignore" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl(
    "req",
    "-x509",
    ...key,
    "-days",
    "2",
    "-subj",
    "/CN=test authority",
    "-keyout",
    at("ca.key"),
    "-out",
    at("ca.pem"),
  );
  openssl("req", ...key, "-subj", "/CN=127.0.0.1", "-keyout", at("server.key"), "-out", at("server.csr"));
  writeFileSync(at("san"), "subjectAltName=IP:127.0.0.1\n");
  const signed = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-extfile", at("san"), "-days", "2"];
  openssl("x509", "-req", "-in", at("server.csr"), ...signed, "-out", at("server.pem"));
  readable(folder, ["server.key", "server.pem", "ca.pem"]);
}

/** Makes a file of passwords with one name in it. */
export function makePassword(folder: string, user: string, password: string): void {
  execFileSync("/usr/bin/mosquitto_passwd", ["-b", "-c", join(folder, "passwords"), user, password], {
    stdio: "ignore",
  });
  readable(folder, ["passwords"]);
}

/** Started by root, mosquitto goes on as a user of its own. */
function readable(folder: string, names: readonly string[]): void {
  chmodSync(folder, 0o755);
  for (const name of names) chmodSync(join(folder, name), 0o644);
}
