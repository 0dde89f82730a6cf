/** Whether entries are what was written: canonical form, hashes, chains. */
export { CanonicalError, canonical } from "./canonical.ts";
export { digestOf, hashOf, linkHash, noPrevious, sha256Of } from "./hash.ts";
export { linkOf, Verifier } from "./verify.ts";
