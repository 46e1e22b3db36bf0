import type { Audience } from './types.ts';

/** Whose collections each audience may read: an employee is a resident too. */
export const READABLE: Readonly<Record<Audience, readonly Audience[]>> = {
  resident: ['resident'],
  employee: ['resident', 'employee'],
};
