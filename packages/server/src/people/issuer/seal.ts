import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const cipher = "aes-256-gcm";
/** (bytes) As NIST SP 800-38D has them for GCM. */
const nonceBytes = 12;
const tagBytes = 16;

/** Closes text so that only this run of the server can read it, and nobody can change it. */
export class Seal {
  readonly #key = randomBytes(32);

  close(text: string): string {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.#key, nonce);
    const body = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
    return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString("base64url");
  }

  /** Undefined for what was not closed by this seal. */
  open(closed: string): string | undefined {
    const bytes = Buffer.from(closed, "base64url");
    if (bytes.length < nonceBytes + tagBytes) return undefined;
    const opening = createDecipheriv(cipher, this.#key, bytes.subarray(0, nonceBytes));
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString("utf8");
    } catch {
      return undefined;
    }
  }
}
