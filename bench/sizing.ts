/** `npm run bench -- sizing`: what it measures, and with which options, stands in sizing/run.ts. */
import "./sizing/run.ts";
