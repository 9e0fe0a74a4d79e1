import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Cut, moved, squareOf } from "./crop.ts";

const SHOWN = 280; // CSS pixels of the square
const STEP = 0.04; // of the square per press of an arrow key

/** The picture under the square; dragged, or walked with the arrow keys. A component of its own: the dialog brings its content only after it has opened. */
export function CropArea({ image, cut, onChange }: { image: ImageBitmap; cut: Cut; onChange(change: (cut: Cut) => Cut): void }) {
  const { t } = useTranslation("settings");
  const canvas = useRef<HTMLCanvasElement>(null);
  const held = useRef<{ x: number; y: number }>(undefined);

  useEffect(() => {
    const { left, top, side } = squareOf(image, cut);
    const paint = canvas.current!.getContext("2d")!;
    paint.imageSmoothingQuality = "high";
    paint.clearRect(0, 0, SHOWN * 2, SHOWN * 2);
    paint.drawImage(image, left, top, side, side, 0, 0, SHOWN * 2, SHOWN * 2);
  }, [image, cut]);

  const by = (x: number, y: number) => onChange((now) => {
    const { side } = squareOf(image, now);
    return moved(image, now, x * side, y * side);
  });
  const drag = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!held.current) return;
    const size = event.currentTarget.clientWidth;
    by((held.current.x - event.clientX) / size, (held.current.y - event.clientY) / size);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const release = () => { held.current = undefined; };
  const walk = (event: KeyboardEvent) => {
    const [x, y] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [];
    if (x === undefined || y === undefined) return;
    event.preventDefault();
    by(x, y);
  };
  return (
    <canvas
      ref={canvas} width={SHOWN * 2} height={SHOWN * 2} tabIndex={0} role="img" aria-label={t("profile.cropArea")} className="settings-crop-area" onKeyDown={walk}
      onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); held.current = { x: event.clientX, y: event.clientY }; }}
      onPointerMove={drag} onPointerUp={release} onPointerCancel={release}
    />
  );
}
