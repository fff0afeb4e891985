/** Whether a text is written as CommonJS: it requires, and has nothing that only an ES module may have. */
export function isCommonJs(text: string): boolean {
  const requires = /(?:^|[^.\w])require\s*\(\s*['"`]/.test(text) && !/\bcreateRequire\b/.test(text);
  return requires && !/^\s*(?:import\b(?!\s*\()|export\b)/m.test(text);
}
