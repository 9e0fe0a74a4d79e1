import { common, createLowlight } from "lowlight";

const lowlight = createLowlight(common);

export interface Coloured { text: string; name?: string; children?: Coloured[] }

/** A tree of names and texts; the library's own tree may hold more than we would draw. */
export function colour(code: string, language: string): Coloured[] | null {
  if (!lowlight.registered(language)) return null;
  return lowlight.highlight(language, code).children.flatMap(simplify);
}

type Node = ReturnType<typeof lowlight.highlight>["children"][number];

function simplify(node: Node): Coloured[] {
  if (node.type === "text") return [{ text: node.value }];
  if (node.type !== "element") return [];
  const names = node.properties.className;
  return [{ text: "", name: Array.isArray(names) ? names.join(" ") : undefined, children: node.children.flatMap((child) => simplify(child as Node)) }];
}
