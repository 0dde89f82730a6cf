/** `npm run bench -- reliability`: what it measures, and with which options, stands in reliability/run.ts. */
import "./reliability/run.ts";
