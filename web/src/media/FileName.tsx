import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { splitName } from "./sizes.ts";

/** A name that loses its middle, never its end. */
export function FileName({ name }: { name: string }) {
  const [head, tail] = splitName(name);
  return <bdi className="media-name" title={name}>
    <span aria-hidden="true" className="media-name-head">{head}</span><span aria-hidden="true" className="media-name-tail">{tail}</span><VisuallyHidden>{name}</VisuallyHidden>
  </bdi>;
}
