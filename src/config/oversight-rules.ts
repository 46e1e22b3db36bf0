import { z } from 'zod';
import { DECIDING_ROLES } from '../identity/groups.ts';

const roles = z.array(z.enum(DECIDING_ROLES, `moet een van deze zijn: ${DECIDING_ROLES.join(', ')}`)).min(1).max(DECIDING_ROLES.length);

/** Opening what people said: on a request that a second person approves, in another role. */
export const oversightRules = z.strictObject({
  /** The longest that one holds of a turn, a conversation, or an assistant over a period. */
  maxHours: z.int().min(1).max(8_784).default(72),
  /** The longest that one of the queue of answers to judge holds. */
  maxReviewDays: z.int().min(1).max(366).default(90),
  /** The longest period of an assistant in one of them. */
  maxPeriodDays: z.int().min(1).max(366).default(31),
  /** How long after the decision the file for a request about personal data can be had. */
  handOutDays: z.int().min(1).max(366).default(30),
  /** Who decides, and who does where a privacy officer asks: never who asks, nor in a role of theirs. */
  approvers: roles.default(['privacy-officer']),
  approversOfPrivacyOfficer: roles.default(['admin', 'auditor']),
  /** When the privacy officer gets a summary by e-mail, beside a message at each request. */
  summary: z.enum(['daily', 'weekly', 'none'], 'moet daily, weekly of none zijn').default('weekly'),
  /** Where that goes; absent: `municipality.privacyOfficer`. */
  mailTo: z.email('moet een e-mailadres zijn').optional(),
});
