/** A step as commands for a shell: its files in a folder of their own, and each start that its scenario makes. */
import type { StartAction } from '../check/scenario.schema.ts';
import type { Need } from './needs.ts';
import type { Files, StepProgram } from './step-program.ts';

const PORT = 8_000;

/** The most requests to repeat by hand; more show nothing new. */
const MOST_REQUESTS = 20;

/** Needs that other systems do not meet. */
const LINUX_ALONE: readonly Need[] = ['process-table', 'proc-fs', 'taskset', 'reuse-port'];

/** @param files the step's, or the learner's own */
export function homeCommands(step: Pick<StepProgram, 'id' | 'run' | 'scenario' | 'needs'>, files: Files): string {
  const folder = step.id.split('/')[1] ?? step.id;
  const system = step.needs.some((need) => LINUX_ALONE.includes(need)) ? 'Linux' : 'Linux, macOS or WSL';
  return [
    `# In a terminal of ${system}, with Node 24:`,
    `mkdir -p ${folder} && cd ${folder}`,
    ...Object.entries(files).flatMap(([path, text]) => save(path, text)),
    ...startsOf(step),
    ...requestsOf(step),
  ].join('\n');
}

function save(path: string, text: string): readonly string[] {
  const folder = path.split('/').slice(0, -1).join('/');
  let end = 'END_OF_FILE';
  while (text.split('\n').includes(end)) end += '_';
  return [
    ...(folder === '' ? [] : [`mkdir -p ${quoted(folder)}`]),
    `cat > ${quoted(path)} <<'${end}'`,
    text.replace(/\n$/, ''),
    end,
  ];
}

function startsOf({ run, scenario }: Pick<StepProgram, 'run' | 'scenario'>): readonly string[] {
  const starts = scenario.filter((action) => action.do === 'start');
  const commands = (starts.length === 0 ? [{}] : starts).map((start: Partial<StartAction>) => {
    const { entry = run.entry, args = run.args, env = {}, pinned = false } = start;
    const variables = Object.entries({ PORT: String(PORT), ...run.env, ...env });
    return [
      ...variables.map(([name, value]) => `${name}=${quoted(value)}`),
      ...(pinned ? ['taskset', '-c', '0'] : []),
      ...['node', entry, ...args].map(quoted),
    ].join(' ');
  });
  const distinct = [...new Set(commands)];
  return distinct.length === 1 ? distinct : ['# One after the other; Ctrl+C ends each:', ...distinct];
}

/** In a comment, since the program before it may go on for ever. */
function requestsOf({ scenario }: Pick<StepProgram, 'scenario'>): readonly string[] {
  const load = scenario.find((action) => action.do === 'load');
  if (load === undefined) return [];
  const address = quoted(`http://localhost:${load.port ?? PORT}${load.path}`);
  const requests = Math.min(load.requests, MOST_REQUESTS);
  const once = `curl -s ${load.method === 'GET' ? '' : `-X ${load.method} `}${address}`;
  return [
    '# Meanwhile, in a second terminal:',
    requests === 1 ? `# ${once}` : `# for i in $(seq ${requests}); do ${once}; echo; done`,
  ];
}

function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
