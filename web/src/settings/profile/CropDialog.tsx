import type { ParleyError } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { CropArea } from "./CropArea.tsx";
import { type Cut, cutOut, moved } from "./crop.ts";
import "./CropDialog.css";

/** Moves and enlarges a picture under a square: by pointer, by arrow keys, by a slider. */
export function CropDialog({ image, onDone, onClose }: { image: ImageBitmap; onDone(picture: File): Promise<void>; onClose(): void }) {
  const { t } = useTranslation("settings");
  const [cut, setCut] = useState<Cut>({ zoom: 1, x: 0.5, y: 0.5 });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onDone(await cutOut(image, cut));
      onClose();
    } catch (error) {
      setProblem(errorText((error as ParleyError).code ?? "unknown"));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open onClose={onClose} title={t("profile.crop")} description={t("profile.cropHint")} size="small"
      actions={<>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="primary" busy={isBusy} onClick={() => void save()}>{t("profile.usePicture")}</Button>
      </>}
    >
      <div className="settings-crop">
        <CropArea image={image} cut={cut} onChange={setCut} />
        <label className="settings-crop-zoom">
          <span>{t("profile.zoom")}</span>
          <input type="range" min={1} max={4} step={0.05} value={cut.zoom} onChange={(event) => setCut(moved(image, { ...cut, zoom: Number(event.target.value) }, 0, 0))} />
        </label>
        {problem && <p className="settings-wrong" role="alert">{problem}</p>}
      </div>
    </Dialog>
  );
}
