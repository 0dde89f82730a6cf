import { render } from "preact";
import { applySettings } from "../app/settings.ts";
import { CrewApp } from "./CrewApp.tsx";
import "../style/base.css";
import "../style/frame.css";
import "../style/now.css";
import "../style/crew.css";

applySettings();
render(<CrewApp />, document.getElementById("app")!);
// Keeps the page itself, so that it opens without a line. Not over plain HTTP from elsewhere: browsers do not let it.
void navigator.serviceWorker?.register("/crew/keep.js").catch(() => {});
