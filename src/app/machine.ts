// What kind of machine the page runs on, as far as words on the screen depend on it.

/** Keyboards of Apple machines have Cmd where others have Ctrl. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
