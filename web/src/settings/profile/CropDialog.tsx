import type { ParleyError } from "@parley/client";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { type Cut, cutOut, moved, squareOf } from "./crop.ts";
import "./CropDialog.css";

const SHOWN = 280; // CSS pixels of the square
const STEP = 0.04; // of the square per press of an arrow key

/** Moves and enlarges a picture under a square: by pointer, by arrow keys, by a slider. */
export function CropDialog({ image, onDone, onClose }: { image: ImageBitmap; onDone(picture: File): Promise<void>; onClose(): void }) {
  const { t } = useTranslation("settings");
  const [cut, setCut] = useState<Cut>({ zoom: 1, x: 0.5, y: 0.5 });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const held = useRef<{ x: number; y: number }>(undefined);

  useEffect(() => {
    const { left, top, side } = squareOf(image, cut);
    const paint = canvas.current!.getContext("2d")!;
    paint.imageSmoothingQuality = "high";
    paint.clearRect(0, 0, SHOWN * 2, SHOWN * 2);
    paint.drawImage(image, left, top, side, side, 0, 0, SHOWN * 2, SHOWN * 2);
  }, [image, cut]);

  const by = (x: number, y: number) => setCut((now) => {
    const { side } = squareOf(image, now);
    return moved(image, now, x * side, y * side);
  });
  const drag = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!held.current) return;
    const size = event.currentTarget.clientWidth;
    by((held.current.x - event.clientX) / size, (held.current.y - event.clientY) / size);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const walk = (event: KeyboardEvent) => {
    const [x, y] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [];
    if (x === undefined || y === undefined) return;
    event.preventDefault();
    by(x, y);
  };
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
        <canvas
          ref={canvas} width={SHOWN * 2} height={SHOWN * 2} tabIndex={0} role="img" aria-label={t("profile.cropArea")} className="settings-crop-area" onKeyDown={walk}
          onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); held.current = { x: event.clientX, y: event.clientY }; }}
          onPointerMove={drag} onPointerUp={() => { held.current = undefined; }} onPointerCancel={() => { held.current = undefined; }}
        />
        <label className="settings-crop-zoom">
          <span>{t("profile.zoom")}</span>
          <input type="range" min={1} max={4} step={0.05} value={cut.zoom} onChange={(event) => setCut(moved(image, { ...cut, zoom: Number(event.target.value) }, 0, 0))} />
        </label>
        {problem && <p className="settings-wrong" role="alert">{problem}</p>}
      </div>
    </Dialog>
  );
}
