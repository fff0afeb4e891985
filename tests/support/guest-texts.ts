/** The guests as the site would hand them over. */
import { bundleGuest } from '../../scripts/guest-bundle.ts';
import type { GuestTexts } from '../../src/session/guest.ts';

export async function guestTexts(): Promise<GuestTexts> {
  const [tracer, loadGenerator] = await Promise.all([bundleGuest('tracer'), bundleGuest('load-generator')]);
  return { tracer, loadGenerator };
}
