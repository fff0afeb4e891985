/** Shows at its line the error that ended the learner's program: in the editor, and in words with a way there. */
import { effect } from '@preact/signals-core';
import { errorPlace, type ErrorPlace } from '../../core/trace/error-place.ts';
import type { Session } from '../../session/session.ts';
import { element } from '../kit/dom.ts';
import { remedyFor, type Remedy } from './remedies.ts';
import type { Workspace } from './session-of.ts';

/** Output comes in pieces; an error is several lines. */
const SETTLED_MS = 150;

export function followErrors(workspace: Workspace, session: Session, signal: AbortSignal): void {
  const editor = workspace.querySelector('code-editor');
  if (editor === null) return;
  const words = element('span', {}, []);
  const go = element('button', { type: 'button', className: 'button' }, []);
  const mend = element('button', { type: 'button', className: 'button', hidden: true }, []);
  const note = element('div', { className: 'run-error', hidden: true }, [words, go, mend]);
  note.setAttribute('role', 'status');
  note.ariaLabel = 'Error in the code';
  editor.prepend(note);

  let place: ErrorPlace | undefined;
  let remedy: Remedy | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOwn = false;
  /** As the file was when it ran: the mark goes once it was changed. */
  let ranText: string | undefined;
  const show = (next: ErrorPlace | undefined) => {
    place = next;
    note.hidden = next === undefined;
    remedy = next && remedyFor(next, workspace, session);
    mend.hidden = remedy === undefined;
    mend.textContent = remedy?.label ?? '';
    if (next !== undefined) {
      words.textContent = `${next.file}, line ${next.line}: ${next.message}`;
      go.textContent = `Go to line ${next.line}`;
      ranText = session.files.peek()?.[next.file];
      workspace.querySelector('panel-tabs')?.turn('picture', 'code');
    }
    void mark(workspace, next, false);
  };
  /** Node's report of a missing package names the file and no line, and its words lead to npm. */
  const missing = (): ErrorPlace | undefined => {
    const { place: at, sentences } = session.packages.missing.peek() ?? {};
    return at && { file: at.file, line: at.line, message: (sentences ?? []).join(' ') };
  };
  const look = () => {
    const program = session.program.peek();
    const found =
      program === null || !isOwn
        ? undefined
        : (missing() ?? errorPlace(program.output, Object.keys(session.files.peek())));
    if (JSON.stringify(found) !== JSON.stringify(place)) show(found);
  };
  const stops = [
    session.onText(() => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLED_MS);
    }),
    effect(() => {
      const status = session.status.value;
      if (status.kind === 'running') isOwn = status.variant === 'mine';
    }),
    effect(() => {
      if (session.program.value !== null) show(undefined);
    }),
    effect(() => {
      const files = session.files.value;
      if (place !== undefined && files[place.file] !== ranText) show(undefined);
    }),
  ];
  go.addEventListener('click', () => place && void mark(workspace, place, true), { signal });
  mend.addEventListener('click', () => void remedy?.act(), { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    note.remove();
  });
}

/** @param goes whether the reader wants to be there */
async function mark(workspace: Workspace, place: ErrorPlace | undefined, goes: boolean): Promise<void> {
  if (goes && place !== undefined) workspace.shownFile.value = place.file;
  const host = workspace.querySelector<HTMLElement>('.monaco');
  if (host !== null && !host.hidden) {
    const { markLine } = await import('./monaco.ts');
    markLine(host, place, goes);
  } else if (goes && place !== undefined) selectLine(workspace, place);
}

/** In the plain field, which small touch screens keep. */
function selectLine(workspace: Workspace, { file, line }: ErrorPlace): void {
  const field = workspace.querySelector<HTMLTextAreaElement>(`.file[data-path="${CSS.escape(file)}"] textarea`);
  if (field === null) return;
  const lines = field.value.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
}
