import { FileUp } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../i18n/format.ts";
import { MOST_FILES } from "./fileLimits.ts";
import { useFileLimits } from "./useFileLimits.ts";

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;

/** Files may be dropped anywhere on the conversation (the element around the composer), not only on the field. */
export function DropZone({ around, name, onDrop }: { around: RefObject<HTMLElement | null>; name: string; onDrop(files: File[]): void }) {
  const { t } = useTranslation("composer");
  const [over, setOver] = useState<DOMRect>();
  const limits = useFileLimits(over !== undefined);

  useEffect(() => {
    const place = around.current?.closest<HTMLElement>("[data-drop]") ?? around.current?.parentElement;
    if (!place) return;
    let depth = 0; // dragenter and dragleave come for every child as well
    const end = () => { depth = 0; setOver(undefined); };
    const handlers = {
      dragenter: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        if (depth++ === 0) setOver(place.getBoundingClientRect());
      },
      dragover: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer!.dropEffect = "copy";
      },
      dragleave: (event: DragEvent) => { if (hasFiles(event) && --depth <= 0) end(); },
      drop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        end();
        onDrop([...event.dataTransfer!.files]);
      },
    };
    for (const [type, handler] of Object.entries(handlers)) place.addEventListener(type, handler as EventListener);
    return () => { for (const [type, handler] of Object.entries(handlers)) place.removeEventListener(type, handler as EventListener); };
  }, [around, onDrop]);

  if (!over) return null;
  return createPortal(
    <div className="composer-drop" style={{ left: over.left, top: over.top, width: over.width, height: over.height }}>
      <div>
        <FileUp aria-hidden="true" />
        <p><strong>{t("dropHere", { name })}</strong></p>
        {limits && <p>{t("limits", { count: MOST_FILES, size: formatBytes(limits.maxBytes) })}</p>}
      </div>
    </div>, document.body);
}
