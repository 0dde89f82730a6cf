/** How has it been? */
export {
  type Bucket,
  fallLine,
  follow,
  type Line,
  lineOf,
  panned,
  type Table,
  tableOf,
  type View,
  zoomed,
} from "./data.ts";
