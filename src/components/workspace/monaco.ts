/** The full editor; the one file that imports Monaco. */
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import editorWorkerUrl from 'monaco-editor/editor/editor.worker?worker&url';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import { tellNodeApi } from './node-hovers.ts';

export interface MonacoOptions {
  /** A file as it began: undoing everything leads back to it. */
  readonly start: (path: string) => string | undefined;
  /** A file as it is now. */
  readonly text: (path: string) => string;
  readonly shown: string;
  /** Offsets of caret and selection in the shown file. */
  readonly selection: readonly [number, number];
  readonly scrollTop: number;
  readonly onChange: (path: string, text: string) => void;
}

export interface CodeSurface {
  show(path: string): void;
  /** Changes the text from outside; can be undone. Nothing happens when it is the same, or was never shown. */
  set(path: string, text: string): void;
  /** Forgets all files but these. */
  keep(paths: ReadonlySet<string>): void;
  focus(): void;
  dispose(): void;
}

interface Mounted {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly marks: monaco.editor.IEditorDecorationsCollection;
  readonly open: (path: string) => monaco.editor.ITextModel;
}
const mounted = new WeakMap<HTMLElement, Mounted>();

/** Where something went wrong, until it is said again or undefined. @param goes whether the caret goes there */
export function markLine(
  host: HTMLElement,
  place: { readonly file: string; readonly line: number; readonly message: string } | undefined,
  goes: boolean,
): void {
  const surface = mounted.get(host);
  if (surface === undefined) return;
  const { editor, marks, open } = surface;
  if (place === undefined || editor.getModel() !== open(place.file)) return marks.clear();
  const line = Math.min(place.line, open(place.file).getLineCount());
  const range = new monaco.Range(line, 1, line, open(place.file).getLineMaxColumn(line));
  const after = { content: `  ${place.message}`, inlineClassName: 'run-error-words' };
  marks.set([{ range, options: { isWholeLine: true, className: 'run-error-line', after, showIfCollapsed: true } }]);
  if (!goes) return editor.revealLineInCenterIfOutsideViewport(line);
  editor.setPosition({ lineNumber: line, column: 1 });
  editor.revealLineInCenter(line);
  editor.focus();
}

monaco.languages.registerHoverProvider(['javascript', 'typescript'], {
  async provideHover(model, { lineNumber, column }) {
    const hover = await tellNodeApi(model.getValue(), model.getLineContent(lineNumber), column - 1);
    if (hover === undefined) return null;
    const range = new monaco.Range(lineNumber, hover.start + 1, lineNumber, hover.end + 1);
    return { range, contents: hover.paragraphs.map((value) => ({ value })) };
  },
});

self.MonacoEnvironment = { getWorker: () => (self.origin === 'null' ? foreignWorker() : new EditorWorker()) };

/** In a frame with an opaque origin every script is of another origin, and no worker starts from one but through a blob. */
function foreignWorker(): Worker {
  const script = JSON.stringify(new URL(editorWorkerUrl, import.meta.url).href);
  const url = URL.createObjectURL(new Blob([`importScripts(${script})`], { type: 'text/javascript' }));
  return new Worker(url);
}

export function mountMonaco(host: HTMLElement, options: MonacoOptions): CodeSurface {
  // Made when a file is first shown: a folder may have hundreds.
  const models = new Map<string, monaco.editor.ITextModel>();
  const set = (path: string, text: string) => {
    const model = models.get(path);
    if (model === undefined || model.getValue() === text) return;
    const editor = mounted.get(host)?.editor;
    const view = editor?.getModel() === model ? editor.saveViewState() : null;
    // Undo takes back this alone, and the caret stays about where it is.
    model.pushStackElement();
    model.pushEditOperations(null, [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
    if (view !== null) editor?.restoreViewState(view);
  };
  const open = (path: string) => {
    const known = models.get(path);
    if (known !== undefined) return known;
    const made = createModel(path, options.start(path) ?? options.text(path));
    models.set(path, made);
    set(path, options.text(path));
    made.onDidChangeContent(() => options.onChange(path, made.getValue()));
    return made;
  };
  applyTheme();
  const editor = monaco.editor.create(host, {
    model: open(options.shown),
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    fontLigatures: false,
    // Above is mostly less room, and the tabs.
    hover: { above: false },
    ...fontSizes(host),
    lineNumbersMinChars: 3,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 10, bottom: 10 },
    // Dimmed it has too little contrast.
    renderFinalNewline: 'on',
    renderLineHighlight: 'none',
    scrollBeyondLastLine: false,
    // Tab goes on to the next control, as everywhere on the page; Ctrl+M lets it indent.
    tabFocusMode: true,
    tabSize: 2,
    theme: 'cluster-lab',
    ariaLabel: `Code of ${options.shown}`,
  });
  // The editor's own options have come over the model's.
  const keepAllPlain = () => models.forEach(keepPlain);
  keepAllPlain();
  const [from, to] = options.selection.map((offset) => open(options.shown).getPositionAt(offset));
  if (from && to) editor.setSelection(monaco.Selection.fromPositions(from, to));
  editor.setScrollTop(options.scrollTop);
  mounted.set(host, { editor, marks: editor.createDecorationsCollection(), open });
  const looks = new MutationObserver((changes) => {
    if (changes.some(({ attributeName }) => attributeName === 'data-theme')) applyTheme();
    if (editor.getRawOptions().fontSize === fontSizes(host).fontSize) return;
    editor.updateOptions(fontSizes(host));
    keepAllPlain();
  });
  looks.observe(document.documentElement, { attributeFilter: ['data-theme', 'style'] });
  return {
    show(path) {
      const model = open(path);
      if (editor.getModel() !== model) editor.setModel(model);
      editor.updateOptions({ ariaLabel: `Code of ${path}` });
      // New options for the editor bring the models' own back to the default.
      keepAllPlain();
    },
    set,
    keep(paths) {
      for (const [path, model] of models) {
        if (paths.has(path)) continue;
        models.delete(path);
        model.dispose();
      }
    },
    focus: () => editor.focus(),
    dispose() {
      looks.disconnect();
      editor.dispose();
      for (const each of models.values()) each.dispose();
    },
  };
}

function createModel(path: string, text: string): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(text, languageOf(path));
  keepPlain(model);
  return model;
}

/** Colours mean kinds of words here, as in the prose, and not how deep a bracket lies. */
function keepPlain(model: monaco.editor.ITextModel): void {
  model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
}

function languageOf(path: string): string {
  if (/\.[cm]?ts$/.test(path)) return 'typescript';
  return /\.([cm]?js|json)$/.test(path) ? 'javascript' : 'plaintext';
}

/** As the page's styles have it for all code. */
function fontSizes(host: HTMLElement) {
  const { fontSize, lineHeight } = getComputedStyle(host);
  return { fontSize: Number.parseFloat(fontSize), lineHeight: Math.round(Number.parseFloat(lineHeight)) };
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
      'editorHoverWidget.background': whole('--surface'),
      'editorHoverWidget.foreground': whole('--ink'),
      'editorHoverWidget.border': whole('--line-strong'),
      'textLink.foreground': whole('--accent'),
      'textLink.activeForeground': whole('--accent'),
    },
  });
  monaco.editor.setTheme('cluster-lab');
}

/** `#fff` as `#ffffff`: the build shortens colours, and Monaco reads six digits only. */
function sixDigits(colour: string): string {
  return colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
}
