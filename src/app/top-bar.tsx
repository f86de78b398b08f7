// The bar over the workspace: where you are, how far the lesson is, and what concerns the whole page.
// Narrow widths show icons for words; a phone shows the title and one menu.

import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Logo } from "../ui/logo.tsx";
import { type Breakpoint, useBreakpoint } from "../ui/media.ts";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import { StepSegments } from "../ui/progress.tsx";
import { isMac } from "./machine.ts";
import { HOME_HREF } from "./routes.ts";
import { StatusBadges, type StatusBadgesProps } from "./status-badges.tsx";
import { toggleTheme, useTheme } from "./theme.ts";
import { ThemeButton } from "./theme-button.tsx";

export interface TopBarProps {
  /** "Consistency", "Sandbox". */
  place: string;
  title: string;
  /** Parts of the lesson. */
  parts?: { done: number; count: number };
  /** "saved in this browser". */
  note?: string;
  status: StatusBadgesProps;
  onSearch: () => void;
  onShare: () => void;
  onExport: () => void;
  /** Absent where no endpoint stands beside the page. */
  onSdkTraffic?: (() => void) | undefined;
  onKeyboard: () => void;
  onLegend: () => void;
}

export function TopBar(props: TopBarProps) {
  const breakpoint = useBreakpoint();
  return breakpoint === "phone" ? <PhoneBar {...props} /> : <WideBar {...props} breakpoint={breakpoint} />;
}

function WideBar(props: TopBarProps & { breakpoint: Breakpoint }) {
  const { place, title, parts, note, status, onSearch, onShare, onExport, onSdkTraffic, breakpoint } = props;
  const hasRoom = breakpoint === "wide" || breakpoint === "desktop" || breakpoint === "laptop";
  return (
    <header className="top">
      <a className="brand" href={HOME_HREF}>
        <Logo />
        Glass Table
      </a>
      <span className="top-line" />
      <div className="crumb">
        <span>{place}</span>
        <Icon name="chevron-right" size={12} />
        <h1>{title}</h1>
        {parts && <Parts {...parts} />}
        {note !== undefined && hasRoom && <span className="top-note">{note}</span>}
      </div>
      <span className="grow" />
      <StatusBadges {...status} />
      {hasRoom ? (
        <button type="button" className="cmd" onClick={onSearch}>
          <Icon name="search" size={14} />
          <span className="grow">Search or run a command</span>
          <Kbd>{isMac() ? "Cmd K" : "Ctrl K"}</Kbd>
        </button>
      ) : (
        <IconButton icon="search" label="Search or run a command" onClick={onSearch} />
      )}
      {onSdkTraffic && <IconButton icon="terminal" label="Accept SDK traffic" onClick={onSdkTraffic} />}
      {hasRoom ? (
        <>
          <Button look="ghost" icon="share" onClick={onShare}>
            Share
          </Button>
          <Button look="ghost" icon="export" onClick={onExport}>
            Export
          </Button>
        </>
      ) : (
        <>
          <IconButton icon="share" label="Share" onClick={onShare} />
          <IconButton icon="export" label="Export" onClick={onExport} />
        </>
      )}
      <ThemeButton />
    </header>
  );
}

function PhoneBar({ title, parts, status, ...actions }: TopBarProps) {
  const theme = useTheme();
  const entries: readonly MenuEntry[] = [
    { id: "home", label: "Home", icon: "book", onSelect: () => location.assign(HOME_HREF) },
    { id: "search", label: "Search or run a command", icon: "search", onSelect: actions.onSearch },
    { id: "share", label: "Share", icon: "share", onSelect: actions.onShare },
    { id: "export", label: "Export", icon: "export", onSelect: actions.onExport },
    { id: "legend", label: "Legend", icon: "question", onSelect: actions.onLegend },
    { id: "keyboard", label: "Keyboard", icon: "terminal", onSelect: actions.onKeyboard },
    {
      id: "theme",
      label: theme === "dark" ? "Light theme" : "Dark theme",
      icon: theme === "dark" ? "sun" : "moon",
      onSelect: toggleTheme,
    },
  ];
  return (
    <header className="top phone">
      <div className="top-row">
        <a className="brand" href={HOME_HREF} aria-label="Glass Table, home">
          <Logo />
        </a>
        <h1>{title}</h1>
        <StatusBadges {...status} />
        {parts && (
          <span className="nowrap t3">
            {Math.min(parts.done + 1, parts.count)} of {parts.count}
          </span>
        )}
        <Menu align="end" trigger={<IconButton icon="menu" iconSize={20} label="Menu" />} entries={entries} />
      </div>
      {parts && <StepSegments {...parts} />}
    </header>
  );
}

function Parts({ done, count }: { done: number; count: number }) {
  return (
    <>
      <StepSegments done={done} count={count} />
      <span className="nowrap">
        {Math.min(done + 1, count)} of {count}
      </span>
    </>
  );
}
