/** One rule of the contract, and the table of all. */
import type { Sandbox, SandboxProcess } from '../sandbox.ts';
import type { Text } from './text.contract.ts';

/** The tools of a rule. */
export interface RuleTools {
  /** A fresh sandbox with these files; disposed of when the rule is done. */
  readonly booted: (files?: Readonly<Record<string, string>>) => Promise<Sandbox>;
  /** A fresh sandbox in which this program, `main.mjs`, was started. */
  readonly start: (source: string) => Promise<{ sandbox: Sandbox; program: SandboxProcess; text: Text }>;
  /** Ends the rule here, since the engine's capabilities exclude it. */
  readonly skip: (reason: string) => never;
}

export type Rule = (tools: RuleTools) => Promise<void>;

/** Each rule by its name. */
export const contractRules = new Map<string, Rule>();

export function rule(name: string, check: Rule): void {
  contractRules.set(name, check);
}

/** Why an engine that is not `editable` need not keep a rule about a program of the rule's own. */
export const REPLAYS = 'this engine replays a recorded run and starts no other program';
