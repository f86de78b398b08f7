// Catches a file dropped anywhere on the page. Shows where it would go while it hovers, and nothing otherwise.

import { useEffect, useState } from "react";
import { Icon } from "../ui/icon.tsx";

export interface DropZoneProps {
  /** "Drop to open the scenario". */
  words: string;
  onFile: (file: File) => void;
}

export function DropZone({ words, onFile }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => watchDrops({ onOver: setIsOver, onFile }), [onFile]);
  if (!isOver) return null;
  return (
    <div className="drop-veil">
      <p>
        <Icon name="tray" size={20} />
        {words}
      </p>
    </div>
  );
}

/** Dropping a file on a page would leave the page: that must not happen even where the file is not wanted. */
function watchDrops({ onOver, onFile }: { onOver: (isOver: boolean) => void; onFile: (file: File) => void }) {
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    onOver(true);
  };
  const onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) onOver(false);
  };
  const onDrop = (event: DragEvent) => {
    onOver(false);
    if (event.defaultPrevented) return;
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    onFile(file);
  };
  window.addEventListener("dragover", onDragOver);
  window.addEventListener("dragleave", onDragLeave);
  window.addEventListener("drop", onDrop);
  return () => {
    window.removeEventListener("dragover", onDragOver);
    window.removeEventListener("dragleave", onDragLeave);
    window.removeEventListener("drop", onDrop);
  };
}
