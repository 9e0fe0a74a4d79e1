let playing: HTMLMediaElement | null = null;

/** Two voices at once help nobody: whoever begins silences the one before. */
export function playAlone(element: HTMLMediaElement) {
  if (playing && playing !== element) playing.pause();
  playing = element;
}
