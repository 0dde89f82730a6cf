/** A real broker, Debian's mosquitto, with a certificate where a test asks for one. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { connectAsync, type MqttClient } from "mqtt";
import { readable } from "../feed/testing-certificates.ts";
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

/** Makes a file of passwords with one name in it. */
export function makePassword(folder: string, user: string, password: string): void {
  execFileSync("/usr/bin/mosquitto_passwd", ["-b", "-c", join(folder, "passwords"), user, password], {
    stdio: "ignore",
  });
  readable(folder, ["passwords"]);
}
