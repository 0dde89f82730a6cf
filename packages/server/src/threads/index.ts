/** How is work handed to another thread, one order after the other. */
export { answering } from "./answering.ts";
export { Thread, ThreadError } from "./thread.ts";
