/** The options of a list of files. */

/** Leaves a list that offers these already as it is: it may be open. */
export function offerPaths(list: HTMLSelectElement, paths: readonly string[]): void {
  const shown = [...list.options].map(({ value }) => value);
  if (paths.join('\0') !== shown.join('\0')) list.replaceChildren(...paths.map((path) => new Option(path)));
}
