// An address that leads nowhere. Says so and leads back; keeps the bar empty of everything else.

import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { HOME_HREF } from "./routes.ts";
import { MAIN_ID } from "./skip-link.tsx";

export function MissingPage() {
  return (
    <main className="page-message" id={MAIN_ID} tabIndex={-1}>
      <h1 className="vh">Glass Table</h1>
      <EmptyState
        title="There is nothing at this address"
        action={
          <ButtonLink look="ink" href={HOME_HREF}>
            Go to the start
          </ButtonLink>
        }
      >
        It may be from a newer version, or a letter of it may be missing. Nothing of yours is lost.
      </EmptyState>
    </main>
  );
}
