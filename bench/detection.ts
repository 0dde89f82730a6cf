/** `npm run bench -- detection`: what it measures, and with which options, stands in detection/run.ts. */
import "./detection/run.ts";
