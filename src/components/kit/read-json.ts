/** What the server wrote into the page for its scripts (Json.astro): by its own types, so it is not checked again. */

/** @param otherwise where a page may be without it @throws where there is none */
export function readJson<Data>(root: ParentNode, selector: string, otherwise?: Data): Data {
  const text = root.querySelector(selector)?.textContent;
  if (text !== undefined) return JSON.parse(text) as Data;
  if (otherwise === undefined) throw new Error(`The markup has no data at ${selector}.`);
  return otherwise;
}
