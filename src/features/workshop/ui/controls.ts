/** The few kinds of controls that boards are made of. */
import { element } from '../../../components/kit/dom.ts';

export function button(label: string, act: () => void, kind?: 'main'): HTMLButtonElement {
  const made = element('button', { type: 'button', className: 'button' }, [label]);
  if (kind !== undefined) made.dataset['kind'] = kind;
  made.addEventListener('click', act);
  return made;
}

/** A control with its name above it. */
export function labelled(name: string, control: HTMLElement): HTMLLabelElement {
  return element('label', { className: 'board-field' }, [element('span', {}, [name]), control]);
}

/** @param id of the section's heading, unique on the page */
export function section(id: string, title: string, inside: readonly Node[]): HTMLElement {
  const made = element('section', { className: 'board-part', id: `${id}-part` }, [
    element('h2', { id }, [title]),
    ...inside,
  ]);
  made.setAttribute('aria-labelledby', id);
  return made;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export interface ChoiceGroup {
  readonly label: string;
  readonly options: readonly Choice[];
}

export function select(groups: readonly ChoiceGroup[], none?: string): HTMLSelectElement {
  return element('select', { className: 'workshop-field' }, [
    ...(none === undefined ? [] : [element('option', { value: '' }, [none])]),
    ...optionGroups(groups),
  ]);
}

export function optionGroups(groups: readonly ChoiceGroup[]): readonly HTMLOptGroupElement[] {
  return groups.map(({ label, options }) =>
    element(
      'optgroup',
      { label },
      options.map(({ value, text }) => element('option', { value }, [text])),
    ),
  );
}
