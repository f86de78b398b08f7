// Two tabs show the same world: one writes, the other follows, and can take over.

import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";

export function TwoTabsBanner({ onWriteHere }: { onWriteHere: () => void }) {
  return (
    <Banner icon="compare" action={<Button onClick={onWriteHere}>Write here</Button>}>
      <b>This world is also open in another tab.</b> The other tab writes; this one follows.
    </Banner>
  );
}
