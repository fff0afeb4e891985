/** `import apis from 'virtual:node-api'`: what the editor tells of Node's own names, checked, as a module that loads late. */
import type { Plugin } from 'vite';
import { courseIn } from '../src/content-reader/read-course.ts';
import { nodeApisIn } from '../src/content-reader/read-node-api.ts';

const ID = 'virtual:node-api';

export function nodeApiModule(): Plugin {
  return {
    name: 'cluster-lab:node-api',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined;
      const steps = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps.map((step) => step.id));
      return `export default ${JSON.stringify(nodeApisIn('src/content', new Set(steps)))};`;
    },
  };
}
