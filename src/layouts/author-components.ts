/** What a text of the course may use beside Markdown, as its pages hand it over. */
import Answer from '../components/author/Answer.astro';
import Callout from '../components/author/Callout.astro';
import Claim from '../components/author/Claim.astro';
import Figure from '../components/author/Figure.astro';
import type { AuthorComponent } from '../content-reader/check-body.ts';
import Term from './Term.astro';

export const authorComponents = { Answer, Callout, Claim, Figure, Term } satisfies Record<AuthorComponent, unknown>;
