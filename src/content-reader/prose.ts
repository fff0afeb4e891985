/** Prose stands below its front matter: what is found in it is told by the line of the file. */

export interface Prose {
  /** MDX. */
  readonly body: string;
  /** Line of the file on which `body` begins. */
  readonly bodyLine: number;
}

/** @param offset of a character of the body. @returns its line in the file */
export function lineAt({ body, bodyLine }: Prose, offset: number): number {
  return bodyLine + body.slice(0, offset).split('\n').length - 1;
}

/** Blocks of code left out, every line kept where it is. */
export function withoutBlocks(body: string): string {
  return body.replace(/```[\s\S]*?```/g, (code) => code.replace(/[^\n]+/g, ''));
}

/** Code within sentences left out too. */
export function withoutCode(body: string): string {
  return withoutBlocks(body).replace(/`[^`\n]*`/g, '');
}
