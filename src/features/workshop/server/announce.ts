/** What the instructor reads in the terminal: the join code, the secret link, and a picture of the address for phones. */
import { renderUnicodeCompact } from 'uqr';
import type { CommandLine } from './command-line.ts';
import type { Workshops } from './workshops.ts';

/**
 * Makes a workshop when there is none, or another one was asked for.
 * @param address under which learners reach the server
 * @param own the same for the instructor's computer
 */
export async function describeWorkshops(
  workshops: Workshops,
  asked: CommandLine,
  address: string,
  own: string,
): Promise<string> {
  const { most } = asked;
  if (most !== undefined) for (const room of workshops.rooms) if (room.most !== most) await room.raise(most);
  const kept = [
    ...workshops.aside.map(({ sentence }) => sentence),
    ...workshops.rooms.map(({ title, code, size, hasEnded }) => {
      return `"${title}" goes on${hasEnded ? ' (ended)' : ''}: code ${code}, ${size} joined. Its host link is the one printed when it was made.`;
    }),
  ];
  const created = workshops.rooms.length === 0 || asked.isNew ? await workshops.create(asked.title) : undefined;
  if (created === undefined) {
    const [room] = workshops.rooms;
    const more = 'For another one: npm start -- --workshop --new';
    return [...kept, more, ...(room === undefined ? [] : joinLines(address, room.code))].join('\n');
  }
  return [
    ...kept,
    `Workshop "${asked.title}"`,
    ...joinLines(address, created.code),
    `Host (secret, for you alone): ${own}workshop/host/#${created.host}`,
    `Projector: ${own}workshop/screen/#${created.screen}`,
    `Keep the host link: only its hash is stored, so nobody can print it again. Everything is kept in ${asked.data}.`,
  ].join('\n');
}

function joinLines(address: string, code: string): string[] {
  const url = `${address}workshop/#${code}`;
  return [`Join: ${address}workshop/ with the code ${code}`, renderUnicodeCompact(url, { border: 2 })];
}
