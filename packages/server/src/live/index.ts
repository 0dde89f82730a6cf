/** What is new, as it comes: streams that resume where they were cut. */
export { entryView, eventView, Hub } from "./hub.ts";
export { Listener, readMark, type Wish } from "./listener.ts";
