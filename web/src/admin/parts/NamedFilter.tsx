import type { AdminConversationDetails } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../../app/parley.ts";
import { useScope } from "../Scope.tsx";
import { findConversations, findPeople } from "./find.ts";
import { Picker } from "./Picker.tsx";
import { useAnswer } from "./useAnswer.ts";

interface NamedFilterProps { label: string; value: string; onChange(id: string): void }

/** A person by name; their id is what stands in the address. */
export function PersonFilter({ label, value, onChange }: NamedFilterProps) {
  const { query } = useScope();
  return <div className="admin-filter-named">{value ? <ChosenPerson label={label} value={value} onChange={onChange} /> : <Picker label={label} hideLabel find={findPeople(query)} onPick={({ id }) => onChange(id)} />}</div>;
}

function ChosenPerson({ label, value, onChange }: NamedFilterProps) {
  const { query } = useScope();
  const person = useCell(parley.people.person(value));
  return <Picker label={label} hideLabel find={findPeople(query)} onPick={({ id }) => onChange(id)} chosen={person?.display_name ?? value} onClear={() => onChange("")} />;
}

/** A conversation by its title. */
export function ConversationFilter({ label, value, onChange }: NamedFilterProps) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const { value: found } = useAnswer<AdminConversationDetails>(value ? `/admin/conversations/${value}` : null, query);
  const name = found?.conversation.id === value ? found.conversation.title ?? t(`type.${found.conversation.type}`) : value;
  return (
    <div className="admin-filter-named">
      <Picker label={label} hideLabel find={findConversations(query)} onPick={({ id }) => onChange(id)} {...(value && { chosen: name, onClear: () => onChange("") })} />
    </div>
  );
}
