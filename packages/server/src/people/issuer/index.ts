/** Who does the issuer of OpenID Connect say this is, and what may they. */
export { displayNameFor, grantsOf, nameFor } from "./claims.ts";
export { type Arrival, Issuer, type IssuerSettings } from "./issuer.ts";
