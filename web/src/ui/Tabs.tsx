import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "./Tabs.css";

export interface Tab { id: string; label: ReactNode; count?: ReactNode; content: ReactNode }

export function Tabs({ tabs, value, onChange, label }: { tabs: Tab[]; value?: string; onChange?(id: string): void; label: string }) {
  return (
    <Radix.Root className="ui-tabs" value={value} defaultValue={tabs[0]?.id} onValueChange={onChange}>
      <Radix.List className="ui-tabs-list" aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.id} value={tab.id} className="ui-tab">{tab.label}{tab.count != null && <span className="ui-tab-count">{tab.count}</span>}</Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => <Radix.Content key={tab.id} value={tab.id} className="ui-tab-content">{tab.content}</Radix.Content>)}
    </Radix.Root>
  );
}
