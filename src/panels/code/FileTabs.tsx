// The files of the program as tabs: add, rename, delete, and which one a run begins with. Files of functions carry the
// sign of AWS Lambda and keep their name, because the world's set-up refers to it.

import { type KeyboardEvent, useState } from "react";
import { addFile, deleteFile, openFile, renameFile, startWith, useFiles } from "../../state/files.ts";
import { IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";
import { rovingIndex } from "../../ui/roving.ts";
import { freeName, nameFault } from "./file-names.ts";

export interface FileTabsProps {
  /** Names of files that functions run, and of which function. */
  readonly handlers: ReadonlyMap<string, string>;
  /** Files whose text is not what ran or is deployed. */
  readonly edited: ReadonlySet<string>;
  /** DOM id of the editor under the tabs. */
  readonly bodyId: string;
}

export function FileTabs({ handlers, edited, bodyId }: FileTabsProps) {
  const { files, open, entry } = useFiles();
  const names = Object.keys(files);
  const [renaming, setRenaming] = useState<string | null>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "F2" && !handlers.has(open)) return setRenaming(open);
    const next = rovingIndex(event.key, { index: names.indexOf(open), count: names.length });
    const name = next === null ? undefined : names[next];
    if (name === undefined) return;
    event.preventDefault();
    openFile(name);
    document.getElementById(tabId(name))?.focus();
  };
  const entries: MenuEntry[] = [
    { id: "rename", label: "Rename", keys: ["F2"], disabled: handlers.has(open), onSelect: () => setRenaming(open) },
    {
      id: "entry",
      label: open === entry ? "Run begins here" : "Run begins with this file",
      disabled: open === entry || handlers.has(open) || open.endsWith(".json"),
      onSelect: () => startWith(open),
    },
    { kind: "line", id: "line" },
    {
      id: "delete",
      label: "Delete",
      icon: "trash",
      disabled: open === entry || handlers.has(open),
      onSelect: () => deleteFile(open),
    },
  ];
  return (
    <div className="code-files">
      {renaming === null ? (
        <div className="code-file-list" role="tablist" aria-label="Files" onKeyDown={onKeyDown}>
          {names.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={tabId(name)}
              aria-selected={name === open}
              aria-controls={name === open ? bodyId : undefined}
              tabIndex={name === open ? 0 : -1}
              title={titleOf(name, { entry, handlers })}
              onClick={() => openFile(name)}
              onDoubleClick={() => !handlers.has(name) && setRenaming(name)}
            >
              {name}
              {handlers.has(name) && <Icon name="lambda" size={12} />}
              {handlers.has(name) && <span className="vh">, function {handlers.get(name)}</span>}
              {edited.has(name) && <span className="code-edited" />}
              {edited.has(name) && <span className="vh">, edited</span>}
            </button>
          ))}
        </div>
      ) : (
        <RenameField
          name={renaming}
          taken={names.filter((name) => name !== renaming)}
          onDone={() => setRenaming(null)}
        />
      )}
      <IconButton
        className="code-file-tool"
        icon="plus"
        iconSize={12}
        label="New file"
        onClick={() => {
          const name = freeName(names);
          addFile(name, "");
          setRenaming(name);
        }}
      />
      <Menu
        align="end"
        trigger={<IconButton className="code-file-tool" icon="more" iconSize={14} label={`What to do with ${open}`} />}
        entries={entries}
      />
      <span className="grow" />
      <span className="code-language">AWS SDK v3, TypeScript</span>
    </div>
  );
}

function RenameField({ name, taken, onDone }: { name: string; taken: readonly string[]; onDone: () => void }) {
  const [text, setText] = useState(name);
  const fault = text === name ? null : nameFault(text.trim(), taken);
  const finish = () => {
    if (fault === null && text !== name) renameFile(name, text.trim());
    onDone();
  };
  return (
    <span className="code-rename">
      <input
        className="input mono"
        aria-label={`New name of ${name}`}
        aria-invalid={fault !== null}
        aria-describedby="code-rename-fault"
        // biome-ignore lint/a11y/noAutofocus: it opens under the learner's own hand
        autoFocus
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        onFocus={(event) => event.target.setSelectionRange(0, name.lastIndexOf("."))}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter" && fault === null) finish();
          else if (event.key === "Escape") onDone();
        }}
      />
      <span id="code-rename-fault" className="code-rename-fault" role="status">
        {fault}
      </span>
    </span>
  );
}

function titleOf(name: string, { entry, handlers }: { entry: string; handlers: ReadonlyMap<string, string> }): string {
  const handler = handlers.get(name);
  if (handler !== undefined) return `Code of the function ${handler}`;
  return name === entry ? "Run begins with this file" : name;
}

const tabId = (name: string): string => `code-file-${name}`;
