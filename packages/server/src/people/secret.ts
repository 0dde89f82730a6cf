import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** An id that was never used before and says nothing. */
export const newId = (): string => randomBytes(12).toString("hex");

/** 256 bits from the system's generator. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of a secret of 256 bits; it needs no salt and no slow hash, as nobody can guess it. */
export const digest = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** Whether two digests are the same, in a time that does not tell where they part. */
export const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
