// One entry of the gallery: a part of the page in one fixed state, under its own address.

import type { ReactNode } from "react";

export interface Specimen {
  /** `#/gallery/<id>`. */
  id: string;
  title: string;
  /** Heading it is listed under. */
  group: string;
  node: ReactNode;
  /** Fills the window by itself: no frame around it. */
  bare?: boolean;
}
