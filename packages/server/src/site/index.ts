/** The console, as browsers are given it. */
export { siteRoutes } from "./routes.ts";
export { readSite, type SiteFile } from "./site.ts";
