/** A step cut into slides: its title, the prediction, the text in portions, the program, each question. */

/** A projector holds about so much of a text. */
const MOST_LETTERS = 420;
const OWN_SLIDE = 'pre, figure, table, .callout, ol, ul';

/** Each slide as the elements that it shows, in the order of the page. */
export function slidesOf(step: HTMLElement): readonly (readonly HTMLElement[])[] {
  const find = (selector: string) => [...step.querySelectorAll<HTMLElement>(selector)];
  // What is folded elsewhere is shown like all other text.
  const prose = find('.prose > :not(.answer), .answer-text > *');
  const prediction = prose.filter((each) => each.localName === 'prediction-form');
  const text = prose.filter((each) => !prediction.includes(each));
  const [first, ...rest] = text;
  const title = [...find('h2'), ...(first?.localName === 'p' ? [first] : [])];
  return [
    title,
    ...prediction.map((each) => [each]),
    ...portions(first?.localName === 'p' ? rest : text),
    ...find('lesson-workspace').map((each) => [each]),
    ...find('quiz-form').map((each) => [each]),
  ];
}

/** A heading begins one; what is looked at stays with the sentence that leads to it. */
function portions(elements: readonly HTMLElement[]): readonly (readonly HTMLElement[])[] {
  const made: HTMLElement[][] = [];
  let letters = 0;
  for (const element of elements) {
    const length = element.textContent.length;
    const isHeading = element.matches('.anchored');
    const last = made.at(-1);
    const isFull = letters + length > MOST_LETTERS && !(element.matches(OWN_SLIDE) && last?.length === 1);
    if (last === undefined || isHeading || isFull) {
      made.push([element]);
      letters = length;
    } else {
      last.push(element);
      letters += length;
    }
  }
  return made;
}
