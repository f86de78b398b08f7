// Under the editor: what the code wrote, what it asked for, what went wrong.

import { useEffect, useState } from "react";
import { countText } from "../../parts/times.ts";
import { TabBody, TabRow } from "../../ui/tabs.tsx";
import { ConsoleList } from "./ConsoleList.tsx";
import { ProblemList } from "./ProblemList.tsx";
import { RequestList } from "./RequestList.tsx";
import type { CodeView } from "./view.ts";

export interface OutputProps {
  readonly view: CodeView;
  readonly step: number;
  readonly onLine: (file: string, line: number) => void;
  readonly onPointRequest: (request: string | null) => void;
}

type OutputTab = "console" | "requests" | "problems";

export function Output({ view, step, onLine, onPointRequest }: OutputProps) {
  const [tab, setTab] = useState<OutputTab>("console");
  const { requests, problems } = view;
  const failure = problems.at(-1)?.seq;
  // A run that failed without a line in the editor is explained here; with one, the card at the line does.
  useEffect(() => {
    if (failure !== undefined && problems.at(-1)?.error.source === null) setTab("problems");
  }, [failure, problems]);
  return (
    <div className="code-output">
      <TabRow
        label="Output"
        group="code-output"
        selected={tab}
        onSelect={(id) => setTab(id as OutputTab)}
        tabs={[
          { id: "console", label: "Console" },
          { id: "requests", label: `Requests ${countText(requests.total)}` },
          { id: "problems", label: `Problems ${problems.length}` },
        ]}
      >
        <span className="grow" />
        {requests.total > requests.answered && (
          <span className="code-progress">
            {countText(requests.answered)} of {countText(requests.total)} requests done
          </span>
        )}
      </TabRow>
      <TabBody group="code-output" selected={tab} className="code-output-body">
        {tab === "console" && <ConsoleList console={view.console} onLine={onLine} />}
        {tab === "requests" && <RequestList requests={requests} onPoint={onPointRequest} />}
        {tab === "problems" && <ProblemList problems={problems} step={step} onLine={onLine} />}
      </TabBody>
    </div>
  );
}
