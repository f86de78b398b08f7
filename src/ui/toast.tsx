// Draws the toasts at the bottom left. Mount one `Toasts` per page; anyone calls `showToast`.

import { useSyncExternalStore } from "react";
import { Button, IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import {
  currentToasts,
  dismissToast,
  holdToasts,
  type ShownToast,
  subscribeToToasts,
  type ToastMessage,
} from "./toast-store.ts";

export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts);
  return (
    <section
      className="toasts"
      aria-label="Messages"
      aria-live="polite"
      onMouseEnter={() => holdToasts(true)}
      onMouseLeave={() => holdToasts(false)}
      onFocus={() => holdToasts(true)}
      onBlur={() => holdToasts(false)}
    >
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} onDismiss={() => dismissToast(toast.id)} />
      ))}
    </section>
  );
}

export function Toast({ toast, onDismiss }: { toast: ToastMessage | ShownToast; onDismiss: () => void }) {
  const { action } = toast;
  return (
    <div className="toast">
      {toast.icon && <Icon name={toast.icon} size={14} />}
      <span className="grow">{toast.text}</span>
      {action && (
        <Button
          onClick={() => {
            action.onSelect();
            onDismiss();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" iconSize={12} label="Dismiss" onClick={onDismiss} />
    </div>
  );
}
