/** What the engine must do, rule by rule, for a page that runs it with options of its own. */
export { checkRule, contractRules, type RuleTools } from '@cluster-lab/sandbox/contract';
