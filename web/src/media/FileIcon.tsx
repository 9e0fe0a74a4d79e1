import { Archive, File, FileCode, FileImage, FileMusic, FileSpreadsheet, FileText, FileVideo, type LucideIcon, Presentation } from "lucide-react";
import type { FileKind } from "../../../sdk/js/src/protocol.ts";

const byKind: Record<FileKind, LucideIcon> = { image: FileImage, video: FileVideo, audio: FileMusic, document: FileText, archive: Archive, other: File };
const byEnding: [RegExp, LucideIcon][] = [
  [/\.(xlsx?|ods|csv|tsv|numbers)$/i, FileSpreadsheet], [/\.(pptx?|odp|key)$/i, Presentation],
  [/\.(js|ts|tsx|jsx|py|cs|java|go|rs|c|h|cpp|rb|php|sh|json|xml|html|css|sql|ya?ml|toml)$/i, FileCode],
];

/** The colour says the kind as well: pictures, sounds and papers are found at a glance. */
export function FileIcon({ kind, name }: { kind: FileKind; name: string }) {
  const Icon = byEnding.find(([ending]) => ending.test(name))?.[1] ?? byKind[kind];
  return <span className={`media-file-icon media-file-${kind}`} aria-hidden="true"><Icon /></span>;
}
