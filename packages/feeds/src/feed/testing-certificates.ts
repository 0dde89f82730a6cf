/** An authority of a test, and what it signs. */
import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes an authority and a certificate for 127.0.0.1, called localhost, in `folder`. */
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
  writeFileSync(at("san"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
  const signed = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-extfile", at("san"), "-days", "2"];
  openssl("x509", "-req", "-in", at("server.csr"), ...signed, "-out", at("server.pem"));
  readable(folder, ["server.key", "server.pem", "ca.pem"]);
}

/** Started by root, a server may go on as a user of its own. */
export function readable(folder: string, names: readonly string[]): void {
  chmodSync(folder, 0o755);
  for (const name of names) chmodSync(join(folder, name), 0o644);
}
