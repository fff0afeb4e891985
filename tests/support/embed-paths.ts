/** The five embeds that the stories frame: text, program, picture, questions, and a program of somebody's own. */
import { encodeLink } from '../../src/features/playground/client/playground-link.ts';
import { USUAL_LOAD } from '../../src/features/playground/model/playground.ts';

export const STEP = '/embed/cluster-basics/same-port/';
export const EMBEDS = ['runAndWatch', 'read', 'quiz', 'autorun', 'playground'] as const;
export type EmbedName = (typeof EMBEDS)[number];

const PROGRAM = `
const cluster = require('node:cluster');
if (cluster.isPrimary) { cluster.fork(); cluster.fork(); cluster.fork(); }
else require('node:http').createServer((_, response) => response.end('hello')).listen(process.env.PORT);
`;

export async function embedPaths(): Promise<Readonly<Record<EmbedName, string>>> {
  const program = {
    title: 'Three of them',
    files: { 'main.js': PROGRAM },
    entry: 'main.js',
    args: [],
    env: {},
    load: USUAL_LOAD,
  };
  const link = await encodeLink(program);
  if (!link.ok) throw new Error(link.message);
  return {
    runAndWatch: `${STEP}?view=run,watch`,
    read: `${STEP}?view=read`,
    quiz: `${STEP}?view=quiz&theme=dark`,
    autorun: `${STEP}?view=watch&autorun=1&theme=light`,
    playground: `/embed/playground/${link.value}`,
  };
}
