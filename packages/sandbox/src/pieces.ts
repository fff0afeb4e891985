/**
 * What a stream brings, piece by piece. Safari's engine has no `for await` over a stream itself.
 * Whoever leaves early lets go of the stream, as such a loop does.
 */
export async function* piecesOf<Piece>(stream: ReadableStream<Piece>): AsyncGenerator<Piece, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // A stream that has failed has told so.
    reader.cancel().catch(() => undefined);
  }
}
