import { describe, expect, it } from "vitest";
import { lessonHref, parseRoute } from "./routes.ts";

describe("the addresses of the page", () => {
  it.each([
    ["", { page: "home" }],
    ["#", { page: "home" }],
    ["#/", { page: "home" }],
    ["#/sandbox", { page: "sandbox" }],
    ["#/sandbox/", { page: "sandbox" }],
    ["#/gallery", { page: "gallery", section: null }],
    ["#/gallery/kit", { page: "gallery", section: "kit" }],
    ["#/lesson/consistency/after-a-200", { page: "lesson", chapter: "consistency", slug: "after-a-200" }],
  ])("%s is %o", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it("takes a hash that opens with a version number for a shared link, whatever follows", () => {
    expect(parseRoute("#1.eJyNUk1v")).toEqual({ page: "link", text: "1.eJyNUk1v" });
    expect(parseRoute("#1.")).toEqual({ page: "link", text: "1." });
    expect(parseRoute("#99.from/the/future")).toEqual({ page: "link", text: "99.from/the/future" });
  });

  it.each(["#/lesson/4", "#/lesson/4/a/b", "#/sandbox/x", "#nonsense", "#/%E0%A4%A"])(
    "says that %s leads nowhere",
    (hash) => {
      expect(parseRoute(hash).page).toBe("unknown");
    },
  );

  it("reads back what it writes, signs included", () => {
    expect(parseRoute(lessonHref("keys & partitions/50% hot"))).toEqual({
      page: "lesson",
      chapter: "keys & partitions",
      slug: "50% hot",
    });
  });
});
