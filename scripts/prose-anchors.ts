/** Prose as it is built: each heading links to itself, footnotes say where a fact comes from, and wide tables scroll. */
import type { satteri } from '@astrojs/markdown-satteri';
import { slugOf } from '../src/content-reader/anchors.ts';

type Plugins = NonNullable<NonNullable<Parameters<typeof satteri>[0]>['hastPlugins']>;

/** What `markdown.processor` is told about footnotes; `proseAnchors` does the rest. */
export const footnotes = {
  label: 'Sources',
  clobberPrefix: '',
  backLabel: (source: number, time: number) =>
    `Back to the text from source ${source}${time > 1 ? `, place ${time}` : ''}`,
};

/** All steps of a lesson are on one page, so what has an id begins with its step: `#star/relay-it`, `#star/fn-workers`. */
export const proseAnchors: Plugins[number] = ({ fileURL }) => {
  const step = decodeURIComponent(fileURL?.pathname.split('/').at(-2) ?? '').replace(/^\d+-/, '');
  return {
    name: 'prose-anchors',
    element: [
      {
        filter: ['h3', 'h4'],
        visit(heading, context) {
          const title = context.textContent(heading);
          const id = `${step}/${slugOf(title)}`;
          context.setProperty(heading, 'id', id);
          context.wrapNode(heading, element('div', { className: ['anchored'] }, [anchorTo(id, title)]));
        },
      },
      {
        filter: ['h2'],
        visit(heading, context) {
          // The label of the footnotes. It is shown, below the heading of its step.
          if (heading.properties['id'] !== 'footnote-label') return;
          context.replaceNode(heading, element('h3', { id: `${step}/sources` }, heading.children));
        },
      },
      {
        filter: ['a'],
        visit(link, context) {
          const { id, href, dataFootnoteRef, dataFootnoteBackref } = link.properties;
          if (dataFootnoteRef === undefined && dataFootnoteBackref === undefined) return;
          context.setProperty(link, 'href', `#${step}/${String(href).slice(1)}`);
          if (dataFootnoteRef === undefined) return;
          context.setProperty(link, 'id', `${step}/${String(id)}`);
          context.setProperty(link, 'ariaDescribedBy', null);
          context.setProperty(link, 'ariaLabel', `Source ${context.textContent(link)}`);
        },
      },
      {
        filter: ['table'],
        visit(table, context) {
          // A wide one scrolls by itself, by keyboard too.
          const scroller = { className: ['table-scroller'], tabIndex: '0', role: 'group', ariaLabel: 'Table' };
          context.wrapNode(table, element('div', scroller, []));
        },
      },
      {
        filter: ['li'],
        visit(item, context) {
          const { id } = item.properties;
          if (typeof id === 'string' && id.startsWith('fn-')) context.setProperty(item, 'id', `${step}/${id}`);
        },
      },
    ],
  };
};

const anchorTo = (id: string, title: string) =>
  element('a', { className: ['anchor'], href: `#${id}`, ariaLabel: `Link to “${title}”` }, []);

function element<Child>(tagName: string, properties: Record<string, string | string[]>, children: Child[]) {
  return { type: 'element' as const, tagName, properties, children };
}
