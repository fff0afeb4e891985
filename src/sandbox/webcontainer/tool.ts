/** Runs the course's tool inside a container (src/guest/container/tool.ts) and reads its answer. */
import type { WebContainer } from '@webcontainer/api';

export interface ToolCall {
  readonly container: WebContainer;
  /** The sandbox's folder, relative to the container's working folder. */
  readonly folder: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly limitMs: number;
}

/** The answer in what the tool has printed so far, unchecked; undefined before it has come. */
export function answerIn(text: string): unknown {
  const json = /cluster-lab-answer:(\{.*\})/.exec(text)?.[1];
  return json === undefined ? undefined : JSON.parse(json);
}

/** @returns what the tool answered, unchecked; undefined when it did not in time */
export async function callTool({ container, folder, file, args, limitMs }: ToolCall): Promise<unknown> {
  const process = await container.spawn('node', [file, ...args], { cwd: folder });
  const reader = process.output.getReader();
  const timer = setTimeout(() => {
    process.kill();
    void reader.cancel();
  }, limitMs);
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      text += value ?? '';
      const answer = answerIn(text);
      if (answer !== undefined || done) return answer;
    }
  } finally {
    clearTimeout(timer);
    void reader.cancel();
  }
}
