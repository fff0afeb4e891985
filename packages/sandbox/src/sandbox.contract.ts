/** The contract of every engine, in the same words for all: an engine that passes can stand behind the seam, in Node or in a browser. */
import './contract/files.contract.ts';
import './contract/programs.contract.ts';
import './contract/streams.contract.ts';
import './contract/endings.contract.ts';
import { contractRules, REPLAYS, type RuleTools } from './contract/rule.contract.ts';
import { Text } from './contract/text.contract.ts';
import type { Sandbox } from './sandbox.ts';

export { contractRules, type RuleTools, Text };

/** Checks one rule against an engine, and disposes of the rule's sandboxes. */
export async function checkRule(name: string, boot: () => Promise<Sandbox>, skip: RuleTools['skip']): Promise<void> {
  const check = contractRules.get(name);
  if (check === undefined) throw new Error(`The contract has no rule "${name}".`);
  const open: Sandbox[] = [];
  const booted: RuleTools['booted'] = async (files = {}) => {
    const sandbox = await boot();
    open.push(sandbox);
    await sandbox.mount(files);
    return sandbox;
  };
  const start: RuleTools['start'] = async (source) => {
    const sandbox = await booted({ 'main.mjs': source });
    if (!sandbox.capabilities.editable) skip(REPLAYS);
    const program = await sandbox.spawn('node', ['main.mjs']);
    return { sandbox, program, text: new Text(program) };
  };
  try {
    await check({ booted, start, skip });
  } finally {
    await Promise.all(open.map((sandbox) => sandbox.dispose()));
  }
}
