// Which branch a stage draws: null is the one the cursor stands on.

import { createContext } from "react";

export const StageBranch = createContext<number | null>(null);
