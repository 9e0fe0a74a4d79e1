import { parley, useCell } from "../../app/parley.ts";

/** Somebody by id, in the name that they go by. */
export function PersonName({ id }: { id: string }) {
  const person = useCell(parley.people.person(id));
  return <bdi>{person?.display_name ?? "…"}</bdi>;
}

/** Their name where it is known by now, for sentences. */
export const knownName = (id: string): string => parley.people.person(id).get()?.display_name ?? id;
