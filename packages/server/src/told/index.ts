/** What does an error say besides its message: for requests and for threads, which load nothing else for it. */
export { type Told, toldOf } from "./told.ts";
