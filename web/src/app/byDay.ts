/** Items in the order they are in, a group for each day by the clock on the wall. */
export function byDay<T>(items: readonly T[], timeOf: (item: T) => string): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = new Date(timeOf(item)).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
