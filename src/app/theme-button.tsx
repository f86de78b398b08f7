// Light or dark, one press. In the top bar of every page.

import { IconButton } from "../ui/button.tsx";
import { toggleTheme, useTheme } from "./theme.ts";

export function ThemeButton() {
  const theme = useTheme();
  return (
    <IconButton
      icon={theme === "dark" ? "sun" : "moon"}
      label={theme === "dark" ? "Light theme" : "Dark theme"}
      onClick={toggleTheme}
    />
  );
}
