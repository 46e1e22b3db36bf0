import { z } from 'zod';

const share = z.number().min(0.01).max(100).default(1);

/** The queue before the models: how many may wait and for how long, and what each audience gets while all wait. */
export const queueRules = z.strictObject({
  maxWaiting: z.int().min(1).max(10_000).default(1_000),
  deadlineSeconds: z.int().min(1).max(600).default(120),
  /** Weights: 2 gets twice what 1 gets. */
  shares: z.strictObject({ resident: share, employee: share, api: share }).prefault({}),
});
