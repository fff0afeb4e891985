/** Judges YAML by a schema, and tells every slip in it at once. */
import type { z } from 'zod';
import { explain, furthestIn } from './explain.ts';
import { fieldOf } from './field.ts';
import type { Problem } from './problem.ts';
import { spellingSlips } from './spelling.ts';
import { YamlSource, type WrittenYaml } from './yaml-source.ts';

export interface Parsed<Value> {
  /** With slips of spelling taken for what was meant; undefined where it cannot be read even so. */
  readonly value: Value | undefined;
  /** Empty for what is in order. */
  readonly problems: readonly Problem[];
  readonly source: YamlSource;
}

export function parseYaml<Schema extends z.ZodType>(schema: Schema, written: WrittenYaml): Parsed<z.output<Schema>> {
  const source = new YamlSource(written);
  const problems = [...source.problems];
  if (!source.isReadable) return { value: undefined, problems, source };
  for (;;) {
    const { data } = source;
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data, problems, source };
    const judged = { source, data, field: fieldOf(schema) };
    const issues = result.error.issues.flatMap(furthestIn);
    const slips = issues.flatMap((issue) => spellingSlips(issue, judged));
    problems.push(...slips.map(({ problem }) => problem));
    for (const slip of slips) slip.mend();
    // A name that is no text, such as a list, cannot be mended: then its slip stays among the issues.
    if (source.data === data) {
      const others = slips.length === 0 ? issues : issues.filter(({ code }) => code !== 'unrecognized_keys');
      problems.push(...others.map((issue) => explain(issue, judged)));
      return { value: undefined, problems, source };
    }
  }
}
