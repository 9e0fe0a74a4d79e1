/** Keeps what was used most recently, up to a number of entries and a sum of sizes. */
export class Recent<Value> {
  private readonly entries = new Map<string, { value: Value; size: number }>();
  private size = 0;

  private readonly mostEntries: number;
  private readonly mostSize: number;

  constructor(mostEntries: number, mostSize: number) {
    this.mostEntries = mostEntries;
    this.mostSize = mostSize;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value, size: number) {
    this.size += size - (this.entries.get(key)?.size ?? 0);
    this.entries.delete(key);
    this.entries.set(key, { value, size });
    for (const [oldest, entry] of this.entries) {
      if (this.entries.size <= this.mostEntries && this.size <= this.mostSize) break;
      this.entries.delete(oldest);
      this.size -= entry.size;
    }
  }

  get count() { return this.entries.size; }
}
