/** `npm run bench -- mend`: what it measures, and with which options, stands in mend/run.ts. */
import "./mend/run.ts";
