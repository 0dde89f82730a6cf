/** `npm run bench -- warm`: what it measures, and with which options, stands in sizing/warm.ts. */
import "./sizing/warm.ts";
