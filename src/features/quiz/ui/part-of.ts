/** The parts of a component's markup that its script fills, by the name in `data-part`. */

export function partOf(root: ParentNode, name: string): HTMLElement {
  const part = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (part === null) throw new Error(`The markup has no part "${name}".`);
  return part;
}
