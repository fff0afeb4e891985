/** In a browser: runs a program on in-browser Node as tests/differential/run-on-node.ts does on the pinned Node. */
import { script } from 'virtual:browser-node';
import loadGenerator from 'virtual:guest/load-generator';
import tracer from 'virtual:guest/tracer';
import { piecesOf } from '@cluster-lab/sandbox/pieces';
import { createBrowserNodeEngine } from '../../../src/sandbox/browser-node.ts';
import { driveLesson, type LessonReport, type LessonRun } from '../../differential/drive-lesson.ts';
import { NONCE, type RawRun } from '../../differential/report.ts';
import { bootLimit } from '../boot-limit.ts';

const LIMIT_MS = 20_000;
const TRACER = '.cluster-lab/tracer.mjs';
const engine = createBrowserNodeEngine(script);

const differentialPage = {
  async run({ entry, text, stdin }: { entry: string; text: string; stdin: string }): Promise<RawRun> {
    const sandbox = await engine.boot({}, bootLimit());
    await sandbox.mount({ [entry]: text, [TRACER]: tracer });
    const address = `file://${sandbox.workdir}/${TRACER}?to=${sandbox.capabilities.channel}&run=${NONCE}`;
    const running = await sandbox.spawn('node', [`--import=${address}`, entry], { env: { FORCE_COLOR: '0' } });
    const limit = setTimeout(() => void running.kill('SIGKILL', 'group'), LIMIT_MS);
    const input = running.input.getWriter();
    void input.write(stdin).then(
      () => input.close(),
      () => undefined,
    );
    let output = '';
    for await (const chunk of piecesOf(running.output)) output += chunk;
    const { code, signal } = await running.exit;
    clearTimeout(limit);
    await sandbox.dispose();
    const names = {
      [sandbox.workdir]: 'folder',
      '/usr/local/bin/node': 'node',
      [String(sandbox.port)]: 'PORT',
      [address]: 'tracer',
    };
    return { output, exit: { code, signal }, pid: running.pid, names };
  },

  async lesson(run: Omit<LessonRun, 'guests'>): Promise<LessonReport> {
    const sandbox = await engine.boot({}, bootLimit());
    return driveLesson(sandbox, { ...run, guests: { tracer, loadGenerator } });
  },
};

export type DifferentialPage = typeof differentialPage;

Object.assign(globalThis, { differentialPage });
