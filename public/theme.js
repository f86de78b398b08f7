// Sets the theme before the first paint. It is a blocking file of its own because the page's
// Content-Security-Policy allows no inline script. The app writes the same key when the person chooses;
// no stored choice means: follow the system.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("glass-table:theme");
  } catch {
    // Storage can be forbidden (private windows, embedded pages): the system's theme is the answer then.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
