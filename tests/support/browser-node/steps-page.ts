/** In a browser: a step's scenario on in-browser Node, judged by its checks. */
import { script } from 'virtual:browser-node';
import loadGenerator from 'virtual:guest/load-generator';
import tracer from 'virtual:guest/tracer';
import { missingNeeds } from '../../../src/core/lesson/needs.ts';
import type { Files, StepProgram } from '../../../src/core/lesson/step-program.ts';
import { createBrowserNodeEngine } from '../../../src/sandbox/browser-node.ts';
import { judgeStep, type Judgement } from '../judge-step.ts';
import { bootLimit } from '../boot-limit.ts';

const engine = createBrowserNodeEngine(script);
const boot = (step: string) => engine.boot({ program: step }, bootLimit());

const stepsPage = {
  /** What the engine cannot give each of the steps, by id; steps that lack nothing are left out. */
  async lacking(steps: readonly Pick<StepProgram, 'id' | 'needs'>[]): Promise<Record<string, readonly string[]>> {
    const { capabilities } = await boot('none/none');
    const missing = steps.map(({ id, needs }) => [id, missingNeeds(needs, capabilities.needs)] as const);
    return Object.fromEntries(missing.filter(([, needs]) => needs.length > 0));
  },

  async judge(step: StepProgram, files: Files): Promise<Judgement> {
    return judgeStep(await boot(step.id), step, files, { tracer, loadGenerator });
  },
};

export type StepsPage = typeof stepsPage;

Object.assign(globalThis, { stepsPage });
