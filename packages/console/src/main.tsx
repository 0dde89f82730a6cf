import { render } from "preact";
import { App } from "./app/App.tsx";
import { applySettings, loadPhrases } from "./app/settings.ts";
import "./style/base.css";
import "./style/frame.css";
import "./style/now.css";

applySettings();
loadPhrases();
render(<App />, document.getElementById("app")!);
