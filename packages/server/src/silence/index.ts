/** Is anything heard of the station? */
export { Silence } from "./silence.ts";
