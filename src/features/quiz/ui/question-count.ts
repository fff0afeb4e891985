/** "one question", "3 questions": apart from the words of the review, whose scheduler no quiz needs. */
export function questions(count: number): string {
  return count === 1 ? 'one question' : `${count} questions`;
}
