import type { ReactNode } from "react";

/** What is known of one thing, name by name; what is not there is left out. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className="admin-facts">
      {facts.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
