// The page's entry: styles, theme, keys, the first render, and the service worker once the page stands.

import "../ui/tokens.css";
import "../ui/ui.css";
import "../ui/controls.css";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { busy, watchAnimations } from "../ui/idle.ts";
import { Page } from "./page.tsx";
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
    <Page />
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
