/** `npm run bench -- least`: what it measures, and with which options, stands in sizing/least.ts. */
import "./sizing/least.ts";
