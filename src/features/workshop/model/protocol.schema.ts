/** What a page may say to a workshop's server, and how much of it: every message is read through these. */
import { z } from 'zod';
import { WORKSHOP_LIMITS as most } from './limits.ts';

const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const step = z
  .string()
  .max(120)
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/);
const question = z
  .string()
  .max(160)
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/);
/** Made by the page: a report that is sent again has the same one. */
export const id = z
  .string()
  .min(8)
  .max(40)
  .regex(/^[A-Za-z0-9_-]+$/);
export const member = z.string().regex(/^m[1-9]\d{0,5}$/);
const members = z.array(member).min(1).max(most.members);
const beliefs = z.array(slug).max(most.beliefs);
const text = (length: number) => z.string().trim().min(1).max(length);
const secret = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9_.-]+$/);

/** The first message of a connection says who speaks. */
const helloSchema = z.discriminatedUnion('type', [
  // The name is cleaned before it is judged, so more than fits may be sent.
  // `device` is a secret of the browser's own, by which who was removed stays out.
  z.strictObject({
    type: z.literal('join'),
    code: z.string().max(20),
    name: z.string().max(200),
    device: secret.min(20).optional(),
  }),
  z.strictObject({ type: z.literal('return'), token: secret }),
  z.strictObject({ type: z.literal('host'), secret }),
  z.strictObject({ type: z.literal('screen'), secret }),
]);

/** What a learner did. `offers` are the misconceptions that an answer could have shown, `beliefs` those that it did. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), step }),
  z.strictObject({ kind: z.literal('ran'), step }),
  z.strictObject({
    kind: z.literal('checks'),
    step,
    passed: z.int().min(0).max(100),
    total: z.int().min(1).max(100),
  }),
  z.strictObject({
    kind: z.literal('answer'),
    question,
    correct: z.boolean(),
    given: z.string().max(most.given),
    offers: beliefs,
    beliefs,
  }),
  z.strictObject({
    kind: z.literal('prediction'),
    step,
    picked: z.int().min(0).max(20),
    correct: z.boolean(),
    offers: beliefs,
    beliefs,
  }),
  z.strictObject({
    kind: z.literal('vote'),
    poll: id,
    choice: z
      .int()
      .min(0)
      .max(most.choices - 1),
  }),
  z.strictObject({ kind: z.literal('hand'), raised: z.boolean() }),
  z.strictObject({ kind: z.literal('ask'), text: text(most.question) }),
  // Consent: the run goes to the instructor, who may show it with its sharer's name.
  z.strictObject({ kind: z.literal('share'), step, run: z.string().min(1).max(most.run) }),
  z.strictObject({ kind: z.literal('unshare') }),
]);

export const pollSchema = z.strictObject({
  id,
  text: text(most.pollText),
  choices: z
    .array(
      z.strictObject({ text: text(most.pollText), correct: z.boolean().optional(), misconception: slug.optional() }),
    )
    .min(2)
    .max(most.choices),
});

/** What the instructor does. Each sets something to a value, so that one sent twice does no harm. */
export const actSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lead'), step: step.nullable(), follow: z.boolean() }),
  z.strictObject({ kind: z.literal('pace'), step: step.nullable() }),
  z.strictObject({
    kind: z.literal('timer'),
    timer: z
      .strictObject({ id, milliseconds: z.int().min(1_000).max(most.timer), label: z.string().max(80) })
      .nullable(),
  }),
  z.strictObject({ kind: z.literal('open-poll'), poll: pollSchema }),
  z.strictObject({ kind: z.literal('close-poll'), poll: id }),
  z.strictObject({ kind: z.literal('reveal-poll'), poll: id, revealed: z.boolean() }),
  z.strictObject({ kind: z.literal('lower-hand'), member }),
  z.strictObject({ kind: z.literal('settle-question'), question: id }),
  z.strictObject({ kind: z.literal('ask-to-share'), member }),
  z.strictObject({ kind: z.literal('spotlight'), member: member.nullable() }),
  z.strictObject({
    kind: z.literal('show'),
    what: z.enum(['join', 'step', 'poll', 'steps', 'beliefs', 'questions', 'spotlight']),
    // Without it the newest one.
    poll: id.optional(),
  }),
  z.strictObject({ kind: z.literal('rename'), member, name: z.string().max(200) }),
  z.strictObject({ kind: z.literal('remove'), member }),
  z.strictObject({ kind: z.literal('remove-many'), members }),
  // Who was removed may join again, as a new member.
  z.strictObject({ kind: z.literal('let-in'), members }),
  // Behind a locked door are those who joined before.
  z.strictObject({ kind: z.literal('lock'), locked: z.boolean() }),
  // How many may be members at a time.
  z.strictObject({ kind: z.literal('limit'), members: z.int().min(1).max(most.members) }),
  // An ended workshop lets nobody new in and takes no more reports; it can be opened again.
  z.strictObject({ kind: z.literal('end'), ended: z.boolean() }),
]);

export const learnerMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('report'), id, report: reportSchema }),
  z.strictObject({ type: z.literal('leave') }),
]);
export const hostMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('act'), id, act: actSchema }),
  // Another secret link: the one that was used so far opens nothing any more.
  z.strictObject({ type: z.literal('renew') }),
  z.strictObject({ type: z.literal('export'), format: z.enum(['csv', 'json']) }),
  // Wholly, for good: the page asks first.
  z.strictObject({ type: z.literal('delete'), title: z.string().max(200) }),
]);
/** Of every role: is anybody there? */
export const beatSchema = z.strictObject({ type: z.literal('beat') });
/** What is posted to make a workshop. */
export const workshopAskedSchema = z.strictObject({ title: text(100) });

export const firstMessageSchema = helloSchema;

export type Hello = z.infer<typeof helloSchema>;
export type Report = z.infer<typeof reportSchema>;
export type Act = z.infer<typeof actSchema>;
export type PollAsked = z.infer<typeof pollSchema>;
export type Shown = Extract<Act, { kind: 'show' }>['what'];
