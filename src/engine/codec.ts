/**
 * The engine's second door: scenarios as links, files and unchecked data. Apart from `index.ts`, because a world that
 * was made by this program needs none of it: whoever reads or writes one loads this door when it happens. [LNK-1..9]
 */
export { decodeLink, encodeLink } from "./world/link.ts";
export { decodeFile, encodeFile } from "./world/scenario-file.ts";
export { parseScenario } from "./world/scenario-schema.ts";
