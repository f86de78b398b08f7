// The page's entry: styles, theme, keys, the first render, and the service worker once the page stands.

import "../ui/tokens.css";
import "../ui/ui.css";
import "../ui/controls.css";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { busy, watchAnimations } from "../ui/idle.ts";
import { App } from "./app.tsx";
import { NO_PROGRESS } from "./course.ts";
import { registerServiceWorker } from "./service-worker.ts";
import { listenForShortcuts } from "./shortcut-handlers.ts";
import { followSystemTheme } from "./theme.ts";

const firstRender = busy();
followSystemTheme();
watchAnimations();
listenForShortcuts();

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
createRoot(place).render(
  <StrictMode>
    <App lessons={[]} progress={NO_PROGRESS} />
    <AfterFirstRender />
  </StrictMode>,
);

function AfterFirstRender() {
  useEffect(() => {
    firstRender();
    void registerServiceWorker();
  }, []);
  return null;
}
