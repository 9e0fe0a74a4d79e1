/** Which square of the picture is kept: how far it is enlarged, and where its middle lies, in shares of the picture. */
export interface Cut { zoom: number; x: number; y: number }

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));

/** The square within the picture, in its own pixels; it never reaches over the edge. */
export function squareOf({ width, height }: { width: number; height: number }, { zoom, x, y }: Cut): { left: number; top: number; side: number } {
  const side = Math.min(width, height) / zoom;
  return { left: between(0, x * width - side / 2, width - side), top: between(0, y * height - side / 2, height - side), side };
}

/** Moved by so many pixels of the picture, and held within it. */
export function moved(image: { width: number; height: number }, cut: Cut, byX: number, byY: number): Cut {
  const { left, top, side } = squareOf(image, cut);
  const next = squareOf(image, { ...cut, x: (left + byX + side / 2) / image.width, y: (top + byY + side / 2) / image.height });
  return { zoom: cut.zoom, x: (next.left + side / 2) / image.width, y: (next.top + side / 2) / image.height };
}

const SIDE = 512; // pixels: sharp at the largest size shown, on screens of twice the density

/** The square as a file of its own, upright whatever the camera said. */
export async function cutOut(image: ImageBitmap, cut: Cut): Promise<File> {
  const { left, top, side } = squareOf(image, cut);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(SIDE, Math.max(64, Math.round(side)));
  const paint = canvas.getContext("2d")!;
  paint.imageSmoothingQuality = "high";
  paint.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The browser could not write the picture.");
  return new File([blob], "picture.png", { type: "image/png" });
}
