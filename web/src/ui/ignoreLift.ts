/** After a long press opened something: lifting the finger is no tap on what now lies under it. */
export function ignoreLift(element: Element): void {
  const done = new AbortController();
  const options = { signal: done.signal, passive: false };
  element.addEventListener("touchend", (event) => { event.preventDefault(); done.abort(); }, options);
  element.addEventListener("touchcancel", () => done.abort(), options);
}
