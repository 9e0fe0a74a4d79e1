import { useState } from "react";
import { formatCompact, formatDate, formatNumber, formatShortDate, formatWhen } from "../src/i18n/format.ts";
import { Avatar } from "../src/ui/index.ts";
import { BarChart } from "../src/ui/BarChart.tsx";
import { LineChart } from "../src/ui/LineChart.tsx";
import { LoadMore } from "../src/ui/LoadMore.tsx";
import { Pager } from "../src/ui/Pager.tsx";
import { type Sort, Table } from "../src/ui/Table.tsx";

const start = Date.UTC(2026, 9, 22);
const days = Array.from({ length: 30 }, (_, at) => ({ label: formatDate(start + at * 86_400_000), short: formatShortDate(start + at * 86_400_000), value: Math.round(900 + 700 * Math.sin(at / 3) + (at * 97) % 200) }));
const rows = Array.from({ length: 40 }, (_, at) => ({ id: `u${at}`, name: ["Ada Lovelace", "Grace Hopper", "Maximilian Featherstonehaugh-Cholmondeley", "فاطمة الزهراء"][at % 4]!, role: ["owner", "admin", "member"][at % 3]!, messages: (at * 7919) % 12_345, seen: start - at * 43_200_000 }));

export function Charts() {
  const [selected, setSelected] = useState<Set<string>>(new Set(["u2"]));
  const [sort, setSort] = useState<Sort>({ column: "name", direction: "ascending" });
  return (
    <>
      <section className="gallery-charts">
        <LineChart label="Messages per day" points={days} pointsName="Day" valuesName="Messages" format={formatCompact} />
        <BarChart label="Most active conversations" points={["general", "design", "random", "support", "release"].map((label, at) => ({ label, value: 5200 - at * 1111 }))} pointsName="Conversation" valuesName="Messages" />
      </section>
      <section>
        <div className="gallery-table">
          <Table
            label="People" rows={rows} keyOf={(row) => row.id} nameOf={(row) => row.name} sort={sort} onSort={setSort} selected={selected} onSelect={setSelected} onOpen={() => {}}
            columns={[
              { id: "name", header: "Name", sortable: true, cell: (row) => <span style={{ display: "flex", gap: 8, alignItems: "center" }}><Avatar id={row.id} name={row.name} size={24} />{row.name}</span> },
              { id: "role", header: "Role", cell: (row) => row.role, wide: true },
              { id: "messages", header: "Messages", sortable: true, align: "end", cell: (row) => formatNumber(row.messages) },
              { id: "seen", header: "Last seen", cell: (row) => formatWhen(row.seen), wide: true },
            ]}
          />
        </div>
        <Pager text="1–40 of 1,024" onNext={() => {}} />
        <LoadMore busy={false} automatic={false} onMore={() => {}} />
      </section>
    </>
  );
}
