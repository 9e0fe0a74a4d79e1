import type { FileKind, OutboxEntry } from "@parley/client";
import { useEffect, useState } from "react";
import { parley, useCell } from "../app/parley.ts";
import { errorText } from "../i18n/format.ts";
import { UploadCard } from "../media/UploadCard.tsx";

const kindOf = (type: string): FileKind => {
  const kind = type.split("/")[0];
  return kind === "image" || kind === "video" || kind === "audio" ? kind : "document";
};

/** The files of a message that is on its way. The progress is that of the one under way. */
export default function WaitingFiles({ sending }: { sending: OutboxEntry }) {
  const progress = useCell(parley.progress(sending.id));
  const files = sending.files ?? [];
  const underWay = files.findIndex(({ attachment }) => !attachment);
  return (
    <div className="timeline-waiting-files">
      {files.map(({ file, name, attachment }, at) => (
        <WaitingCard
          key={at} file={file} name={name} progress={at === underWay ? progress : 0} problem={sending.failure && errorText(sending.failure.code)}
          state={sending.failure ? "failed" : attachment ? "done" : at === underWay && progress > 0 ? "uploading" : "waiting"} id={sending.id}
        />
      ))}
    </div>
  );
}

function WaitingCard({ file, name, state, progress, problem, id }: { file: Blob; name: string; state: "waiting" | "uploading" | "done" | "failed"; progress: number; problem?: string; id: string }) {
  const preview = usePreview(file);
  return (
    <UploadCard
      name={name} size={file.size} kind={kindOf(file.type)} preview={preview} state={state} progress={progress} problem={problem}
      onRemove={() => { void parley.discard(id); }} onRetry={() => { void parley.retry(id); }}
    />
  );
}

function usePreview(file: Blob): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file.type.startsWith("image/")) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
