/**
 * What this browser keeps: one scenario for each place (the sandbox, every lesson), in IndexedDB. Only the tab that
 * holds a place's lock writes; another tab follows and can take over. Nothing leaves the machine.
 */
import { createStore, getMany, set, setMany } from "idb-keyval";
import type { Scenario } from "../engine/index.ts";
import { apart, type PackedPieces, samePieces, together } from "../worker/packed-apart.ts";

/** "sandbox", "lesson:keys/where-an-item-lives". */
export type PlaceName = string;

/** Packed items as this tab has kept them; another tab may have kept others since it had the lock. */
const keptPieces = new Map<PlaceName, PackedPieces>();
const piecesOf = (place: PlaceName): string => `packed ${place}`;

const store = () => createStore("glass-table", "work");

/** The kept scenario of a place, or undefined. Storage can be forbidden or broken: then there is none. */
export async function savedWork(place: PlaceName): Promise<Scenario | undefined> {
  try {
    const [scenario, pieces] = await getMany<unknown>([place, piecesOf(place)], store());
    return scenario === undefined ? undefined : together(scenario as Scenario, (pieces ?? []) as PackedPieces);
  } catch {
    return undefined;
  }
}

/** False when the browser does not keep it. */
export async function saveWork(place: PlaceName, scenario: Scenario): Promise<boolean> {
  try {
    const { scenario: rest, pieces } = apart(scenario);
    const known = keptPieces.get(place);
    if (known !== undefined && samePieces(pieces, known)) await set(place, rest, store());
    else {
      await setMany(
        [
          [place, rest],
          [piecesOf(place), pieces],
        ],
        store(),
      );
      keptPieces.set(place, pieces);
    }
  } catch {
    return false;
  }
  tellOtherTabs(place);
  return true;
}

/** Where a browser has no channels, the others see it when they open the place again. */
function tellOtherTabs(place: PlaceName): void {
  try {
    const channel = new BroadcastChannel(channelName(place));
    channel.postMessage("saved");
    channel.close();
  } catch {
    // It is kept all the same.
  }
}

/** Calls back whenever another tab saves the place. Returns how to stop. */
export function watchWork(place: PlaceName, onSaved: () => void): () => void {
  const channel = new BroadcastChannel(channelName(place));
  channel.onmessage = onSaved;
  return () => channel.close();
}

export interface WriteLock {
  /** Gives the place up; done when another tab, or this one, can have it. */
  release(): Promise<void>;
}

/**
 * The right to write a place: null when another tab has it. With `steal` that tab loses it and is told.
 * Without Web Locks (an insecure origin) every tab may write.
 */
export function lockPlace(
  place: PlaceName,
  options: { readonly steal: boolean; readonly onLost: () => void },
): Promise<WriteLock | null> {
  keptPieces.delete(place);
  const { locks } = navigator;
  if (locks === undefined) return Promise.resolve({ release: () => Promise.resolve() });
  return new Promise((resolve) => {
    const name = channelName(place);
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise((letGo) => {
        resolve({
          release: async () => {
            letGo();
            await finished;
          },
        });
      });
    };
    const request = options.steal
      ? locks.request(name, { steal: true }, held)
      : locks.request(name, { ifAvailable: true }, held);
    const finished = request.catch(options.onLost).then(() => undefined); // rejected: another tab has stolen it
  });
}

const channelName = (place: PlaceName): string => `glass-table:${place}`;
