/** Live telemetry: every kind of feed behind one interface. */
export {
  type Clock,
  type Feed,
  FeedOptionError,
  type News,
  type Past,
  type Reading,
  type Sink,
  type Status,
  type Told,
} from "./feed/index.ts";
export { feedKinds, readFeed, type WantedFeed } from "./kinds.ts";
