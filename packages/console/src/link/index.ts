/** How does the console reach the server? */
export { call, get, Problem, post, setCsrf, stationPath, Unreachable } from "./http.ts";
export { type Connection, type Following, follow } from "./stream.ts";
