/** The full editor; the one file that imports Monaco. */
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/toggleTabFocusMode/register';

type Texts = Readonly<Record<string, string>>;

export interface MonacoOptions {
  /** The step's own files: undoing everything leads back to them. */
  readonly start: Texts;
  /** The files as they are now. */
  readonly texts: Texts;
  readonly shown: string;
  /** Offsets of caret and selection in the shown file. */
  readonly selection: readonly [number, number];
  readonly scrollTop: number;
  readonly onChange: (path: string, text: string) => void;
}

export interface CodeSurface {
  show(path: string): void;
  /** Changes the text from outside; can be undone. Nothing happens when it is the same. */
  set(path: string, text: string): void;
  focus(): void;
  dispose(): void;
}

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

export function mountMonaco(host: HTMLElement, options: MonacoOptions): CodeSurface {
  const models = new Map(
    Object.keys(options.texts).map((path) => [
      path,
      createModel(path, options.start[path] ?? options.texts[path] ?? ''),
    ]),
  );
  const set = (path: string, text: string) => {
    const model = models.get(path);
    if (model === undefined || model.getValue() === text) return;
    model.pushEditOperations(null, [{ range: model.getFullModelRange(), text }], () => null);
  };
  for (const [path, text] of Object.entries(options.texts)) set(path, text);
  for (const [path, model] of models) model.onDidChangeContent(() => options.onChange(path, model.getValue()));
  applyTheme();
  const editor = monaco.editor.create(host, {
    model: models.get(options.shown) ?? null,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    fontLigatures: false,
    fontSize: 13.5,
    lineHeight: 21,
    lineNumbersMinChars: 3,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 10, bottom: 10 },
    renderLineHighlight: 'none',
    scrollBeyondLastLine: false,
    // Tab goes on to the next control, as everywhere on the page; Ctrl+M lets it indent.
    tabFocusMode: true,
    tabSize: 2,
    theme: 'cluster-lab',
    ariaLabel: `Code of ${options.shown}`,
  });
  const model = models.get(options.shown);
  if (model) {
    const [from, to] = options.selection.map((offset) => model.getPositionAt(offset));
    if (from && to) editor.setSelection(monaco.Selection.fromPositions(from, to));
    editor.setScrollTop(options.scrollTop);
  }
  const themes = new MutationObserver(applyTheme);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return {
    show(path) {
      editor.setModel(models.get(path) ?? null);
      editor.updateOptions({ ariaLabel: `Code of ${path}` });
    },
    set,
    focus: () => editor.focus(),
    dispose() {
      themes.disconnect();
      editor.dispose();
      for (const each of models.values()) each.dispose();
    },
  };
}

function createModel(path: string, text: string): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(text, /\.[cm]?ts$/.test(path) ? 'typescript' : 'javascript');
  // Colours mean kinds of words here, as in the prose.
  model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  return model;
}

/** One theme, made anew from the page's colours whenever they change. */
function applyTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const whole = (name: string) => sixDigits(colour(name));
  const hex = (name: string) => sixDigits(colour(name)).slice(1);
  const isDark = document.documentElement.dataset['theme'] === 'dark';
  monaco.editor.defineTheme('cluster-lab', {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: hex('--ink') },
      { token: 'keyword', foreground: hex('--code-keyword') },
      { token: 'string', foreground: hex('--code-string') },
      { token: 'number', foreground: hex('--code-number') },
      { token: 'comment', foreground: hex('--code-comment') },
      { token: 'type', foreground: hex('--code-function') },
    ],
    colors: {
      'editor.background': whole('--surface'),
      'editor.foreground': whole('--ink'),
      'editorLineNumber.foreground': whole('--ink-soft'),
      'editorLineNumber.activeForeground': whole('--ink-soft'),
      'editorCursor.foreground': whole('--accent'),
    },
  });
  monaco.editor.setTheme('cluster-lab');
}

/** `#fff` as `#ffffff`: the build shortens colours, and Monaco reads six digits only. */
function sixDigits(colour: string): string {
  return colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
}
