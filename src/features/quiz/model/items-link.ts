/** `?items=lesson/step/question,…` opens chosen questions: a link that can be read, said and typed. */

export interface ChosenItems {
  /** In the order of the link, each once; all there are when the link chooses none. */
  readonly keys: readonly string[];
  /** What the link names and the page does not have. */
  readonly unknown: readonly string[];
  readonly isChoice: boolean;
}

/** @param text value of the parameter; null where the address has none */
export function chosenItems(text: string | null, all: readonly string[]): ChosenItems {
  const named = [...new Set((text ?? '').split(',').map((key) => key.trim()))].filter((key) => key !== '');
  const isChoice = text !== null;
  return {
    keys: isChoice ? named.filter((key) => all.includes(key)) : all,
    unknown: named.filter((key) => !all.includes(key)),
    isChoice,
  };
}

/** @param path of the page. Slashes and commas stay as they are, which a query may. */
export function itemsLink(path: string, keys: readonly string[]): string {
  return `${path}?items=${keys.map((key) => encodeURIComponent(key).replaceAll('%2F', '/')).join(',')}`;
}
