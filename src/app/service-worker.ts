// Offline use and updates. The page works from its cache after the first visit; a new version waits until the person
// reloads, because a reload in the middle of a run would move the ground under it.

/// <reference types="vite-plugin-pwa/client" />
import { useSyncExternalStore } from "react";
import { create } from "zustand";

interface UpdateState {
  /** A newer version is downloaded and waits. */
  ready: boolean;
  reload: () => void;
}

const useUpdateState = create<UpdateState>(() => ({ ready: false, reload: () => undefined }));

export function useUpdate(): UpdateState {
  return useUpdateState();
}

export function useOnline(): boolean {
  return useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
}

/** Called once by the entry, after the first paint. */
export async function registerServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const { registerSW } = await import("virtual:pwa-register");
  const update = registerSW({
    onNeedRefresh: () => useUpdateState.setState({ ready: true, reload: () => void update(true) }),
  });
}

function subscribeToNetwork(onChange: () => void) {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}
