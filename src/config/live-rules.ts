import { z } from 'zod';
import { exceptionFaults, exceptionReasonFault } from '../factsheet/statements/exception.ts';

const exception = z.strictObject({
  assistant: z.string().min(1).max(100),
  reason: z.string().trim(),
  /** The last day on which it holds. */
  until: z.iso.date('moet een dag zijn, zoals 2027-01-31').exactOptional(),
});

/** Why assistants for residents are on while something is missing, and how long that may last. */
export const liveRules = z.strictObject({
  /** Days that an exception lasts at most. */
  exceptionDays: z.int().min(1).max(365).default(90),
  exceptions: z
    .array(exception)
    .max(100)
    .refine((all) => new Set(all.map(({ assistant }) => assistant)).size === all.length, 'noemt een assistent twee keer')
    .default([])
    .transform((all) => all.map(({ assistant, reason, until }) => ({ assistant, reason, until }))),
});

type LiveConfig = z.infer<typeof liveRules>;

/** What only shows beside the rest: one that is over is no fault, and only of a municipality that does not exist may it have no end. */
export function untilFaults({ exceptionDays, exceptions }: LiveConfig, { isSample }: { readonly isSample: boolean }, today: string): string[] {
  return exceptions.flatMap(({ reason, until }, index) => {
    const at = `goingLive.exceptions.${index}`;
    const wrongReason = exceptionReasonFault(reason);
    const wrongUntil = until === undefined ? (isSample ? undefined : 'ontbreekt: noem de laatste dag') : until <= today ? undefined : exceptionFaults({ reason, until }, today, exceptionDays).until;
    return [...(wrongReason === undefined ? [] : [`${at}.reason: ${wrongReason}`]), ...(wrongUntil === undefined ? [] : [`${at}.until: ${wrongUntil}`])];
  });
}
