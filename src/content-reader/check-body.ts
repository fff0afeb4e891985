/** Looks for mistakes in a text: links and footnotes that lead nowhere, claims that nothing shows, callouts without a title, imports and tags that the pages do not have. */
import { SOURCE } from './anchors.ts';
import { didYouMean, problem, type Problem } from './problem.ts';
import { lineAt, withoutCode, type Prose } from './prose.ts';

const LINK = /\]\((\/lessons\/[^)\s]*)\)|href="(\/lessons\/[^"]*)"/g;
const CLAIM = /<Claim\s+shownBy="([^"]*)"/g;
const IMPORT = /^(?:import|export)\s/gm;
const CALLOUT = /<Callout\b(?:"[^"]*"|[^">])*>/g;
const FOOTNOTE = /\[\^([^\]]+)\]/g;
const TAG = /<([A-Z][\w.]*)/g;

/** Author components, as they are written; layouts/author-components.ts has them. */
const COMPONENTS = {
  Answer: '<Answer>',
  Callout: '<Callout kind="note|warn|myth" title="…">',
  Claim: '<Claim shownBy="…">',
  Figure: '<Figure caption="…">',
  Term: '<Term id="…">',
} as const;

export type AuthorComponent = keyof typeof COMPONENTS;

export interface Known {
  /** Of lessons, of steps, and of what has an id within them. */
  readonly addresses: ReadonlySet<string>;
  /** Ids of the experiments in CI; undefined where they are not known. */
  readonly experiments: ReadonlySet<string> | undefined;
}

/** A step's text says somewhere what its prediction asks, and that is folded until the learner has predicted. */
export function checkAnswer(file: string, { body, bodyLine }: Prose): readonly Problem[] {
  if (withoutCode(body).includes('<Answer>')) return [];
  const fix = 'Write <Answer> and </Answer>, each in a paragraph of its own, around what tells it.';
  return [problem(file, "what answers the prediction's question, folded", 'no <Answer>', fix, bodyLine)];
}

export function checkBody(file: string, prose: Prose, { addresses, experiments }: Known): readonly Problem[] {
  // Code that the prose shows may do anything; only MDX's own lines count.
  const text = { ...prose, body: withoutCode(prose.body) };
  const sources = [...text.body.matchAll(SOURCE)].map(([, name = '']) => name);
  const wrong = (
    pattern: RegExp,
    isWrong: (found: string) => boolean,
    expected: string,
    { names = [], fix }: { readonly names?: Iterable<string>; readonly fix: string },
  ) =>
    [...text.body.matchAll(pattern)]
      .map((match) => ({ match, found: (match[1] ?? match[2] ?? match[0]).trim() }))
      .filter(({ found }) => isWrong(found))
      .map(({ match, found }) =>
        problem(file, expected, found, `${didYouMean(found, [...names])}${fix}`, lineAt(text, match.index)),
      );
  return [
    ...wrong(
      LINK,
      (address) => !addresses.has(address),
      'a link to a lesson, a step, or something in it that has an id',
      {
        names: addresses,
        fix: 'Correct the address: /lessons/<lesson>/#<step>, or #<step>/<words-of-a-heading>, or #<id>.',
      },
    ),
    ...wrong(
      CLAIM,
      (id) => experiments !== undefined && !experiments.has(id),
      'a claim that an experiment in tests/claims shows',
      { ...(experiments && { names: experiments }), fix: 'Name its experiment, or write one.' },
    ),
    ...wrong(IMPORT, () => true, 'MDX without import or export', {
      fix: 'Remove it: author components are there without it.',
    }),
    ...wrong(
      CALLOUT,
      (tag) => !/\bkind="(?:note|warn|myth)"/.test(tag) || !/\btitle="[^"]/.test(tag),
      'a kind and a title',
      {
        fix: `Write ${COMPONENTS.Callout}.`,
      },
    ),
    ...wrong(FOOTNOTE, (name) => !sources.includes(name), 'a footnote whose source is said', {
      names: sources,
      fix: 'Say it on a line of its own at the end: [^name]: what the source is, with its link.',
    }),
    ...wrong(TAG, (name) => !Object.hasOwn(COMPONENTS, name), 'a component that texts have', {
      names: Object.keys(COMPONENTS),
      fix: `Use one of these: ${Object.values(COMPONENTS).join(', ')}.`,
    }),
  ];
}
