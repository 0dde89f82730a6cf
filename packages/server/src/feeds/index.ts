/** Which feeds give this server its telemetry, and how is each of them doing. */
export { type Asked, type Fed, Feeds, type FeedView, wantedFeeds } from "./feeds.ts";
