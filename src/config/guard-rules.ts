import { z } from 'zod';
import { NEVER_ALLOWED, PII_ACTIONS } from '../guard/personal/mask.ts';
import { PII_TYPES } from '../guard/personal/detector.ts';

const action = z.enum(PII_ACTIONS, `moet een van deze zijn: ${PII_ACTIONS.join(', ')}`);
const byType = z
  .partialRecord(z.enum(PII_TYPES), action)
  .refine((types) => NEVER_ALLOWED.every((type) => types[type] !== 'allow'), `allow kan niet bij ${NEVER_ALLOWED.join(', ')}: die gaan nooit naar een model of het logboek`);

/** For all types at once, or with `default` for those that are not named. */
const policy = z.union([action, z.strictObject({ default: action.default('mask'), types: byType.default({}) })]).transform((given) => (typeof given === 'string' ? { default: given, types: {} } : given));

/** What the guard does with personal data in questions, and what is the municipality's own. */
export const guardRules = z.strictObject({
  personalData: z.strictObject({ resident: policy.prefault('mask'), employee: policy.prefault('mask') }).prefault({}),
  /** Names, numbers and addresses that may be said: of people in office, of partners. */
  allow: z.array(z.string().min(2).max(200, 'mag hoogstens 200 tekens hebben')).max(2_000, 'mag hoogstens 2.000 regels hebben').default([]),
});
