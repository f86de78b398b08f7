// The editor on a screen with a pointer: Monaco, with the run drawn over it. Monaco owns the text while it is typed;
// the files store follows, and changes from elsewhere (another scenario, a renamed file) come back through props.

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useBusy } from "../../../ui/idle.ts";
import { markText } from "../words.ts";
import { LineEnd } from "./LineEnd.tsx";
import { type LineLook, statementEnd } from "./line-looks.ts";
import { modelOf, monaco, syncModels } from "./monaco.ts";
import { themeFromTokens, watchTheme } from "./monaco-theme.ts";

export interface EditorProps {
  readonly files: Readonly<Record<string, string>>;
  readonly open: string;
  readonly looks: readonly LineLook[];
  readonly onEdit: (file: string, text: string) => void;
  /** A line (as it ran) under the pointer, or none. */
  readonly onPoint: (ranLine: number | null) => void;
  /** Stands under the line that failed. */
  readonly card: { readonly line: number; readonly node: ReactNode } | null;
}

const THEME = "glass-table";
const LINE_HEIGHT = 19;
/** Width of "in flight" with its glyph, in characters of code. */
const BADGE_CHARACTERS = 14;
const FONT_SIZE = 11.5;

/** Scroll position and cursor of each file, while the page lives. */
const viewStates = new Map<string, monaco.editor.ICodeEditorViewState | null>();

export function MonacoEditor({ files, open, looks, onEdit, onPoint, card }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);
  const handlers = useRef({ onEdit, onPoint, looks, open });
  handlers.current = { onEdit, onPoint, looks, open };
  const scroll = useScroll(editor);
  const cardHeight = useCardZone(editor, card?.line ?? null);

  useEffect(() => {
    if (host.current === null) return;
    const made = monaco.editor.create(host.current, OPTIONS);
    const applyTheme = () => {
      monaco.editor.defineTheme(THEME, themeFromTokens());
      monaco.editor.setTheme(THEME);
    };
    applyTheme();
    const stopWatching = watchTheme(applyTheme);
    made.onDidChangeModelContent(() => {
      const { onEdit: tell, open: file } = handlers.current;
      const model = made.getModel();
      if (model !== null && model.uri.path === `/${file}`) tell(file, model.getValue());
    });
    made.onMouseMove(({ target }) => {
      const line = target.position?.lineNumber;
      const look = handlers.current.looks.find((one) => one.line === line && one.mark !== null);
      handlers.current.onPoint(look?.ranLine ?? null);
    });
    made.onMouseLeave(() => handlers.current.onPoint(null));
    leaveWithEscape(made);
    showTypesBeside(made);
    setEditor(made);
    return () => {
      stopWatching();
      viewStates.set(handlers.current.open, made.saveViewState());
      made.dispose();
    };
  }, []);

  useEffect(() => {
    if (editor === null) return;
    syncModels(files);
    const text = files[open];
    if (text === undefined) return;
    const model = modelOf(open, text);
    const shown = editor.getModel();
    if (shown === model) return;
    if (shown !== null && !shown.isDisposed()) viewStates.set(shown.uri.path.slice(1), editor.saveViewState());
    editor.setModel(model);
    editor.restoreViewState(viewStates.get(open) ?? null);
    editor.updateOptions({ ariaLabel: `${open}, editor. Escape, then Tab, leaves it.` });
  }, [editor, files, open]);

  useDecorations(editor, looks, files[open] ?? "");
  useBusy(useIsDrawing(editor));
  const here = looks.find((look) => look.here)?.line;
  useEffect(() => {
    if (editor !== null && here !== undefined) editor.revealLineInCenterIfOutsideViewport(here);
  }, [editor, here]);

  return (
    <div className="code-monaco">
      <div ref={host} className="code-monaco-host" />
      <div ref={overlay} className="code-over">
        {editor !== null &&
          scroll !== null &&
          looks.map((look) => (
            <span
              key={look.line}
              className="code-end-place"
              style={{ top: editor.getBottomForLineNumber(look.line) - LINE_HEIGHT - scroll.top, height: LINE_HEIGHT }}
            >
              <LineEnd look={look} />
            </span>
          ))}
        {editor !== null && scroll !== null && card !== null && (
          <div
            ref={cardHeight}
            className="code-card-place"
            style={{ top: editor.getBottomForLineNumber(card.line) - scroll.top }}
          >
            {card.node}
          </div>
        )}
      </div>
    </div>
  );
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  theme: THEME,
  automaticLayout: true,
  ariaLabel: "Editor",
  fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--ff-mono"),
  fontSize: FONT_SIZE,
  lineHeight: LINE_HEIGHT,
  tabSize: 2,
  minimap: { enabled: false },
  folding: false,
  glyphMargin: true,
  lineNumbersMinChars: 3,
  // Dimmed, the number of the last line cannot be read.
  renderFinalNewline: "on",
  lineDecorationsWidth: 8,
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: "none",
  renderWhitespace: "none",
  occurrencesHighlight: "off",
  selectionHighlight: false,
  bracketPairColorization: { enabled: false },
  guides: { indentation: false, bracketPairs: false },
  matchBrackets: "always",
  contextmenu: false,
  codeLens: false,
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  links: false,
  fixedOverflowWidgets: true,
  scrollBeyondLastLine: false,
  wordWrap: "on",
  wrappingIndent: "indent",
  padding: { top: 8, bottom: 24 },
  quickSuggestions: { other: true, comments: false, strings: true },
  suggest: { showIcons: false, showWords: false, showStatusBar: false, preview: false },
  stickyScroll: { enabled: false },
  unicodeHighlight: { ambiguousCharacters: false },
  smoothScrolling: false,
  cursorBlinking: "solid",
  scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false },
};

/** What is used of Monaco's own class, which its public types leave out. */
interface SuggestController extends monaco.editor.IEditorContribution {
  readonly widget: { readonly value: { onDidShow(listener: () => void): monaco.IDisposable } };
}

/** A completion's type and words stand beside it from the first time on; Monaco remembers that within the page. */
function showTypesBeside(editor: monaco.editor.IStandaloneCodeEditor): void {
  if (typesAreShown) return;
  const controller = editor.getContribution<SuggestController>("editor.contrib.suggestController");
  controller?.widget.value.onDidShow(() => {
    if (typesAreShown) return;
    typesAreShown = true;
    editor.trigger("types", "toggleSuggestionDetails", null);
  });
}
let typesAreShown = false;

/** Escape, when it closes nothing else, gives the Tab key back to the page until the editor is left. */
function leaveWithEscape(editor: monaco.editor.IStandaloneCodeEditor): void {
  editor.addCommand(
    monaco.KeyCode.Escape,
    () => editor.updateOptions({ tabFocusMode: true }),
    "!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !inSnippetMode && !renameInputVisible && !editorHasMultipleSelections",
  );
  editor.onDidBlurEditorText(() => editor.updateOptions({ tabFocusMode: false }));
}

function useDecorations(
  editor: monaco.editor.IStandaloneCodeEditor | null,
  looks: readonly LineLook[],
  text: string,
): void {
  const collection = useRef<monaco.editor.IEditorDecorationsCollection | null>(null);
  useEffect(() => {
    if (editor === null) return;
    collection.current = editor.createDecorationsCollection();
    return () => collection.current?.clear();
  }, [editor]);
  useEffect(() => {
    const model = editor?.getModel();
    if (!model) return;
    const whole = (from: number, to: number, options: monaco.editor.IModelDecorationOptions) => ({
      range: new monaco.Range(from, 1, Math.min(to, model.getLineCount()), 1),
      options: { isWholeLine: true, ...options },
    });
    collection.current?.set(
      looks.flatMap((look) => {
        const end = statementEnd(text, look.line);
        return [
          ...(look.here
            ? [
                whole(look.line, look.line, {
                  className: "code-here",
                  marginClassName: "code-here",
                  glyphMarginClassName: "code-arrow",
                  glyphMarginHoverMessage: { value: "The program stands here" },
                }),
              ]
            : []),
          ...(look.here && end > look.line
            ? [whole(look.line + 1, end, { className: "code-statement", marginClassName: "code-statement" })]
            : []),
          ...(look.cause
            ? [whole(look.line, end, { className: "code-cause", marginClassName: "code-cause edge" })]
            : []),
          ...(look.problem !== null
            ? [whole(look.line, look.line, { className: "code-failed", marginClassName: "code-failed edge" })]
            : []),
          // Room for what stands at the end: a long line wraps before it.
          ...(look.mark !== null ? [reserve(model, look)] : []),
        ];
      }),
    );
  }, [editor, looks, text]);
}

function reserve(model: monaco.editor.ITextModel, { line, mark }: LineLook) {
  const column = line <= model.getLineCount() ? model.getLineMaxColumn(line) : 1;
  const width = mark === null || mark.waiting ? BADGE_CHARACTERS : Math.ceil(markText(mark).length * 0.8) + 3;
  return {
    range: new monaco.Range(line, column, line, column),
    options: {
      after: { content: "\u00a0".repeat(width), cursorStops: monaco.editor.InjectedTextCursorStops.None },
      showIfCollapsed: true,
    },
  };
}

/** True until Monaco has drawn its first lines. */
function useIsDrawing(editor: monaco.editor.IStandaloneCodeEditor | null): boolean {
  const [drawing, setDrawing] = useState(true);
  useEffect(() => {
    if (editor === null) return;
    let frame = requestAnimationFrame(function look() {
      if (editor.getDomNode()?.querySelector(".view-line")) setDrawing(false);
      else frame = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(frame);
  }, [editor]);
  return drawing;
}

/** Where the editor is scrolled to; changes with whatever moves a line. */
function useScroll(editor: monaco.editor.IStandaloneCodeEditor | null): { readonly top: number } | null {
  const [scroll, setScroll] = useState<{ top: number } | null>(null);
  useLayoutEffect(() => {
    if (editor === null) return;
    const look = () => setScroll({ top: editor.getScrollTop() });
    look();
    const watching = [
      editor.onDidScrollChange(look),
      editor.onDidLayoutChange(look),
      editor.onDidContentSizeChange(look),
      editor.onDidChangeModel(look),
    ];
    return () => {
      for (const one of watching) one.dispose();
    };
  }, [editor]);
  return scroll;
}

/** Keeps a gap under a line as high as the card that stands there. Returns the card's ref. */
function useCardZone(editor: monaco.editor.IStandaloneCodeEditor | null, line: number | null) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (editor === null || line === null || element === null) return;
    let zone: string | null = null;
    const place = () => {
      const height = element.offsetHeight;
      editor.changeViewZones((accessor) => {
        if (zone !== null) accessor.removeZone(zone);
        zone = accessor.addZone({ afterLineNumber: line, heightInPx: height, domNode: document.createElement("div") });
      });
    };
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => {
      observer.disconnect();
      if (editor.getModel() !== null) editor.changeViewZones((accessor) => zone !== null && accessor.removeZone(zone));
    };
  }, [editor, line, element]);
  return setElement;
}
