/** Code and output larger or smaller: in every workspace, before the editor has loaded too, and kept. */
import { CODE_SCALE, keepInLayout } from '../../browser/workspace-layout.ts';
import { element } from '../kit/dom.ts';
import { toolButton } from './tool-button.ts';

const SCALES = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;

/** A letter to draw beside a minus or a plus, in a square of 20. */
const LETTER = 'M2.5 15.5 7.5 4.5l5 11M4.4 11.5h6.2';

/** Two buttons, and what they did in words. */
export function textSizeTools(signal: AbortSignal): readonly HTMLElement[] {
  const said = element('span', { className: 'visually-hidden', ariaLabel: 'Text size' }, []);
  said.role = 'status';
  const go = (by: -1 | 1) => {
    const chosen = Number(document.documentElement.style.getPropertyValue(CODE_SCALE)) || 1;
    const now = SCALES.findIndex((scale) => scale >= chosen);
    const scale = SCALES[Math.min(SCALES.length - 1, Math.max(0, now + by))] ?? 1;
    document.documentElement.style.setProperty(CODE_SCALE, String(scale));
    keepInLayout(CODE_SCALE, scale === 1 ? undefined : String(scale));
    said.textContent = `Text size ${Math.round(scale * 100)} %`;
  };
  return [
    toolButton({ name: 'Text size: smaller', shows: { path: `${LETTER}M14 8H19` }, act: () => go(-1) }, signal),
    toolButton(
      { name: 'Text size: larger', shows: { path: `${LETTER}M14 8H19M16.5 5.5V10.5` }, act: () => go(1) },
      signal,
    ),
    said,
  ];
}
