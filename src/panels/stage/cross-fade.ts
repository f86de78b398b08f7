// Jumps and changes of zoom do not move packets: the new picture fades in over the old place (VISUAL §7).

import { type RefObject, useEffect, useRef } from "react";
import { useSelection } from "../../state/selection.ts";
import { useSession } from "../../state/session.ts";
import { busy } from "../../ui/idle.ts";
import { useReducedMotion } from "../../ui/media.ts";

const SCENE_MILLIS = 480;

export function useCrossFade(root: RefObject<HTMLElement | null>): void {
  const reduced = useReducedMotion();
  const zoom = useSelection((s) => s.zoom);
  const region = useSelection((s) => s.region);
  const jump = useSession((s) => (s.frame?.moved === "far" ? s.frame.now : null));
  const scene = `${zoom} ${region} ${jump}`;
  const before = useRef(scene);
  useEffect(() => {
    const changed = before.current !== scene && !(before.current.startsWith(`${zoom} ${region} `) && jump === null);
    before.current = scene;
    const picture = root.current?.querySelector("svg");
    if (!changed || reduced || picture === null || picture === undefined) return;
    const release = busy();
    const fade = picture.animate([{ opacity: 0.25 }, { opacity: 1 }], {
      duration: SCENE_MILLIS / 2,
      easing: "ease-out",
    });
    fade.finished.then(release, release);
    return () => {
      fade.cancel();
      release();
    };
  }, [scene, zoom, region, jump, reduced, root]);
}
