/** What another way through the lesson changes; the first one is known before the first paint (ModeSelect.astro). */
import { MODE } from '../../../browser/keys.ts';
import { openStorage } from '../../../browser/storage.ts';

/** What is answered right now stays to be seen. */
const MISSED = 'quiz-form[data-result=wrong]';

const select = document.getElementById('mode-select');
if (select instanceof HTMLSelectElement) follow(select);

function follow(select: HTMLSelectElement): void {
  // A browser that comes back to a page may choose what was chosen then.
  addEventListener('load', () => show(select.value));
  select.addEventListener('change', () => {
    show(select.value);
    openStorage().set(MODE, select.value);
    const url = new URL(location.href);
    if (select.value === 'read') url.searchParams.delete('mode');
    else url.searchParams.set('mode', select.value);
    history.replaceState(history.state, '', url);
  });
  // In the lesson's head, where another mode shows its title alone.
  document.getElementById('read-lesson')?.addEventListener('click', () => {
    select.value = 'read';
    select.dispatchEvent(new Event('change'));
    select.focus();
  });
}

function show(mode: string): void {
  document.documentElement.dataset['mode'] = mode;
  // Where no code is shown, Run runs the solution: nobody can finish it there.
  for (const each of document.querySelectorAll('lesson-workspace'))
    each.toggleAttribute('data-runs-solution', mode === 'watch');
  // Said on what holds a question too: to ask for it by :has() costs the page with every change of a run's picture.
  for (const each of document.querySelectorAll('quiz-form, .step, lesson-page'))
    if (mode === 'review')
      each.toggleAttribute('data-missed', each.matches(MISSED) || each.querySelector(MISSED) !== null);
  const script = document.getElementById('present-script');
  if (mode !== 'present' || !(script instanceof HTMLTemplateElement)) return;
  document.body.append(script.content);
  script.remove();
}
