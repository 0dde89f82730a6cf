/** `npm run bench -- locate`: what it measures, and with which options, stands in locate/run.ts. */
import "./locate/run.ts";
