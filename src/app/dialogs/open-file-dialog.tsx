// Open a scenario from a file: choose or drop, then what was found, or why it is refused and what would help.

import "./dialogs.css";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { fileSize } from "../words.ts";
import { RecoveryList } from "./recovery-list.tsx";

export type FileReading =
  | { state: "none" }
  | { state: "reading"; name: string; sizeBytes: number }
  | { state: "refused"; name: string; reason: string; advice: string }
  | { state: "ready"; name: string; sizeBytes: number; found: readonly string[]; lost: readonly string[] };

export interface OpenFileDialogProps {
  reading: FileReading;
  /** Largest file that is read, in bytes. */
  maxBytes: number;
  onFile: (file: File) => void;
  /** Replace the open world with what was found. */
  onOpen: () => void;
  onClose: () => void;
}

export function OpenFileDialog({ reading, maxBytes, onFile, onOpen, onClose }: OpenFileDialogProps) {
  return (
    <Dialog
      title={reading.state === "ready" ? `Open ${reading.name}` : "Open a file"}
      icon="tray"
      onClose={onClose}
      foot={
        reading.state === "ready" && (
          <>
            <span className="t3">Your present world stays kept.</span>
            <span className="grow" />
            <Button look="ink" onClick={onOpen}>
              Open
            </Button>
          </>
        )
      }
    >
      {reading.state === "refused" && (
        <div className="refusal s-denied" role="alert">
          <Icon name="state-denied" />
          <p>
            <b>{reading.name} was not opened.</b> {reading.reason} {reading.advice}
          </p>
        </div>
      )}
      {reading.state === "reading" && (
        <p role="status">
          Reading {reading.name}, {fileSize(reading.sizeBytes)}
        </p>
      )}
      {reading.state === "ready" && (
        <>
          <p>{fileSize(reading.sizeBytes)}. Its code does not run before you press Run.</p>
          <RecoveryList read={reading.found} lost={reading.lost} />
        </>
      )}
      {(reading.state === "none" || reading.state === "refused") && <DropField maxBytes={maxBytes} onFile={onFile} />}
    </Dialog>
  );
}

function DropField({ maxBytes, onFile }: { maxBytes: number; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <section
      className={isOver ? "drop-field over" : "drop-field"}
      aria-label="Drop a file"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <p>
        Drop a scenario file here, or choose one. A <span className="mono">.json</span> file up to {fileSize(maxBytes)}.
      </p>
      <Button onClick={() => input.current?.click()}>Choose a file</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="vh"
        tabIndex={-1}
        aria-label="Scenario file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </section>
  );
}
