// Every part of the page in its fixed states, one address each: for the layout audit and for people.
// `#/gallery` lists them, `#/gallery/<id>` shows one.

import "./gallery.css";
import { ButtonLink } from "../ui/button.tsx";
import { KitGallery } from "../ui/kit-gallery.tsx";
import { Logo } from "../ui/logo.tsx";
import { DIALOG_SPECIMENS } from "./dialog-gallery.tsx";
import { HOME_SPECIMENS } from "./home-gallery.tsx";
import { PANEL_SPECIMENS } from "./panel-gallery.tsx";
import { galleryHref, HOME_HREF } from "./routes.ts";
import { ShellSpecimen } from "./shell-gallery.tsx";
import { MAIN_ID } from "./skip-link.tsx";
import type { Specimen } from "./specimen.ts";
import { ThemeButton } from "./theme-button.tsx";

const SPECIMENS: readonly Specimen[] = [
  { id: "kit", group: "Kit", title: "Controls and marks", node: <KitGallery /> },
  { id: "shell", group: "Kit", title: "Places of the workspace", node: <ShellSpecimen />, bare: true },
  ...HOME_SPECIMENS,
  ...DIALOG_SPECIMENS,
  ...PANEL_SPECIMENS,
];

export function GalleryPage({ section }: { section: string | null }) {
  const specimen = SPECIMENS.find((one) => one.id === section);
  // Each specimen is a page of its own: what the one before had ready is not what this one shows.
  if (specimen?.bare)
    return (
      <div key={specimen.id} className="specimen-bare" data-specimen={specimen.id}>
        {specimen.node}
      </div>
    );
  return (
    <div key={section} className="gallery" data-specimen={specimen?.id}>
      <header className="top">
        <a className="brand" href={HOME_HREF} aria-label="Glass Table, home">
          <Logo />
          <span className="brand-name">Glass Table</span>
        </a>
        <span className="top-line" />
        <h1>Gallery</h1>
        <span className="grow" />
        {specimen && (
          <ButtonLink look="ghost" href="#/gallery">
            All
          </ButtonLink>
        )}
        <ThemeButton />
      </header>
      <main id={MAIN_ID} tabIndex={-1}>
        {specimen && <h2 className="specimen-title">{specimen.title}</h2>}
        {specimen ? specimen.node : <SpecimenList />}
      </main>
    </div>
  );
}

function SpecimenList() {
  const groups = [...new Set(SPECIMENS.map((specimen) => specimen.group))];
  return (
    <div className="specimen-list">
      {groups.map((group) => (
        <section key={group}>
          <h2>{group}</h2>
          <ul>
            {SPECIMENS.filter((specimen) => specimen.group === group).map((specimen) => (
              <li key={specimen.id}>
                <a href={galleryHref(specimen.id)}>{specimen.title}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
