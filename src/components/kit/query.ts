/** Elements that the server wrote and a script fills: found by their kind, so that a slip in the markup has a name at once. */

/** @throws where the markup has no such element */
export function query<Kind extends Element = HTMLElement>(
  root: ParentNode,
  selector: string,
  kind: abstract new () => Kind = HTMLElement as unknown as abstract new () => Kind,
): Kind {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The markup has no ${kind.name} at ${selector}.`);
  return found;
}

/** A part of a component's own markup, by the name in `data-part`. @throws where there is none */
export function partOf<Kind extends Element = HTMLElement>(
  root: ParentNode,
  name: string,
  kind?: abstract new () => Kind,
): Kind {
  return query(root, `[data-part="${name}"]`, kind);
}
