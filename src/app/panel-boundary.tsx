// Stops a fault of one panel at the panel: its place says what happened and offers the details; the rest keeps working.

import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { Icon } from "../ui/icon.tsx";
import { showToast } from "../ui/toast-store.ts";

export interface PanelBoundaryProps {
  /** As it stands in "The … stopped". */
  name: string;
  children: ReactNode;
  /** What belongs in a report beside the error: step, seed, a link. */
  context?: () => string;
}

interface PanelFault {
  message: string;
  stack: string;
}

export class PanelBoundary extends Component<PanelBoundaryProps, { fault: PanelFault | null }> {
  override state: { fault: PanelFault | null } = { fault: null };

  static getDerivedStateFromError(error: unknown): { fault: PanelFault } {
    const known = error instanceof Error ? error : new Error(String(error));
    return { fault: { message: known.message, stack: known.stack ?? known.message } };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    this.setState(({ fault }) => fault && { fault: { ...fault, stack: `${fault.stack}\n${componentStack ?? ""}` } });
  }

  override render(): ReactNode {
    const { name, children, context } = this.props;
    const { fault } = this.state;
    if (!fault) return children;
    return (
      <PanelStopped
        name={name}
        message={fault.message}
        details={`${name}: ${fault.stack}\n${context?.() ?? ""}`}
        onRetry={() => this.setState({ fault: null })}
      />
    );
  }
}

export interface PanelStoppedProps {
  name: string;
  message: string;
  /** The whole report, for the clipboard. */
  details: string;
  onRetry: () => void;
}

export function PanelStopped({ name, message, details, onRetry }: PanelStoppedProps) {
  const onCopy = async () => {
    const copied = await copyText(details);
    showToast({
      text: copied ? "Details copied" : "The browser refused the clipboard",
      icon: copied ? "check" : "minus",
    });
  };
  return (
    <div className="empty" role="alert">
      <span className="s-denied fault-mark">
        <Icon name="state-denied" size={20} />
      </span>
      <p className="empty-title">The {name} stopped</p>
      <p className="empty-text">
        {asSentence(message)} The rest of the page keeps working, and nothing you did is lost.
      </p>
      <div className="fault-ways">
        <Button onClick={onCopy}>Copy details</Button>
        <Button onClick={onRetry}>Try again</Button>
      </div>
    </div>
  );
}

/** What a browser says of a fault has no full stop. */
const asSentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);
