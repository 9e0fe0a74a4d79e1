/** The selection after a click or Space on a row: one more, one less, or with Shift everything from the last one to this. */
export function selectRow(keys: string[], selected: ReadonlySet<string>, key: string, from: string | null, range: boolean): Set<string> {
  const next = new Set(selected);
  if (range && from !== null && keys.includes(from)) {
    const [low, high] = [keys.indexOf(from), keys.indexOf(key)].sort((a, b) => a - b) as [number, number];
    for (const between of keys.slice(low, high + 1)) next.add(between);
  } else if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}

/** All of these rows, or none when all of them were selected; rows of other pages stay as they are. */
export function selectAll(keys: string[], selected: ReadonlySet<string>): Set<string> {
  const next = new Set(selected);
  const all = keys.every((key) => next.has(key));
  for (const key of keys) if (all) next.delete(key); else next.add(key);
  return next;
}
