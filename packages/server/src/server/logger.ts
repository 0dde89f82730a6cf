import { type Level, type Logger, pino } from "pino";
import { logSerializers } from "../people/index.ts";

/** One JSON object a line on standard output. */
export const makeLogger = (level: Level): Logger => pino({ level, serializers: logSerializers });
