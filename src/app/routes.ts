// The addresses of the page. Everything after `#` is ours, so a folder of files on any host can serve the app.
// A hash that starts with a version number and a dot is a shared link, not a place.

export type Route =
  | { page: "home" }
  | { page: "lesson"; chapter: string; slug: string }
  | { page: "sandbox" }
  | { page: "gallery"; section: string | null }
  | { page: "link"; text: string }
  | { page: "unknown"; address: string };

/** `#1.`: version 1 of the link format, the only one so far. Any number is a link, so that a newer one is explained. */
const SHARED_LINK = /^\d+\./;

/** @param hash `location.hash`, with or without its `#`. Never throws: an address is typed by strangers. */
export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#/, "");
  if (SHARED_LINK.test(text)) return { page: "link", text };
  const parts = text.split("/").filter((part) => part !== "");
  const [page, first, second] = parts.map(decoded);
  if (page === undefined) return { page: "home" };
  if (page === "lesson" && first !== undefined && second !== undefined && parts.length === 3) {
    return { page: "lesson", chapter: first, slug: second };
  }
  if (page === "sandbox" && parts.length === 1) return { page: "sandbox" };
  if (page === "gallery" && parts.length <= 2) return { page: "gallery", section: first ?? null };
  return { page: "unknown", address: text };
}

export const HOME_HREF = "#/";
export const SANDBOX_HREF = "#/sandbox";

/** @param slug "chapter/lesson". */
export function lessonHref(slug: string): string {
  return `#/lesson/${slug.split("/").map(encodeURIComponent).join("/")}`;
}

export function galleryHref(section: string): string {
  return `#/gallery/${encodeURIComponent(section)}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
