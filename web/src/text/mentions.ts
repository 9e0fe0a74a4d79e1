export interface Mentioned { id: string; name: string; me?: boolean }

/** Who has this user name, or null. Called with what stands after the `@`, without case. */
export type FindMentioned = (name: string) => Mentioned | null;

export type MentionPart = string | { raw: string; person?: Mentioned; crowd?: "all" | "here" };

const CROWD: Record<string, "all" | "here"> = { all: "all", channel: "all", everyone: "all", here: "here" };

// As Mentions/MentionText.cs: not after a letter, a digit or what stands in addresses; a letter of a script without capitals may stand before it.
const RUN = /(?<![\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{N}_\-+%/@])@([\p{L}\p{N}][\p{L}\p{N}._-]{0,63})(?![\p{L}\p{N}._@-])/gu;

/** Cuts a text at the people it names; a name may end before the dot that ends a sentence. */
export function splitMentions(text: string, find: FindMentioned | undefined): MentionPart[] {
  if (!text.includes("@")) return [text];
  const parts: MentionPart[] = [];
  let done = 0;
  for (const found of text.matchAll(RUN)) {
    const mention = read(found[1]!, find);
    if (!mention) continue;
    if (found.index > done) parts.push(text.slice(done, found.index));
    parts.push(mention);
    done = found.index + mention.raw.length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}

function read(run: string, find: FindMentioned | undefined): Exclude<MentionPart, string> | null {
  const [word] = /^[a-z]*/i.exec(run)!;
  const crowd = CROWD[word.toLowerCase()];
  if (crowd && /^(?:[._-]*$|\p{Lo})/u.test(run.slice(word.length))) return { raw: `@${word}`, crowd };
  for (let end = run.length; end > 0 && find; end--) {
    if (!endsAName(run, end)) continue;
    const person = find(run.slice(0, end));
    if (person) return { raw: `@${run.slice(0, end)}`, person };
  }
  return null;
}

/** `ada.` is Ada at the end of a sentence if nobody is called so; scripts without capitals are written without blanks. */
const endsAName = (run: string, end: number) =>
  end === run.length || /^[._-]/.test(run.slice(end)) || /^\p{Lo}/u.test(run.slice(end)) || /\p{Lo}$/u.test(run.slice(0, end));
