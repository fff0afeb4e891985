import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FRAME_DOCUMENT, FRAME_SCRIPT, FRAME_SCRIPT_HASH } from './frame-document.ts';

test('the policies name the script that is in the document', () => {
  expect(FRAME_SCRIPT_HASH).toBe(`'sha256-${createHash('sha256').update(FRAME_SCRIPT).digest('base64')}'`);
  expect(FRAME_DOCUMENT).toContain(`<script>${FRAME_SCRIPT}</script>`);
});
