/** How has it been? */
export {
  type Bucket,
  fallLine,
  follow,
  inUnit,
  type Line,
  lineOf,
  panned,
  type ReadLine,
  type Table,
  tableOf,
  type View,
  zoomed,
} from "./data.ts";
