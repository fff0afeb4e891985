/** What a link carries that a look at the editor does not show, value by value. Loaded with the first program that a link brings. */
import { html, nothing, render } from 'lit-html';
import type { Playground } from '../model/playground.ts';
import { visibleText } from '../model/visible-text.ts';

export function showCarried(list: HTMLElement, { files, args, env }: Playground): void {
  const paths = Object.keys(files);
  const rows = [
    { name: 'Files', values: paths.length > 1 ? paths : [] },
    { name: 'Arguments', values: args },
    { name: 'Environment', values: Object.entries(env).map(([name, value]) => `${name}=${value}`) },
  ];
  render(
    rows.map(({ name, values }) =>
      values.length === 0
        ? nothing
        : html`<div>
            <dt>${name}</dt>
            <dd>${values.map((value) => html`<code>${visibleText(value)}</code>`)}</dd>
          </div>`,
    ),
    list,
  );
}
