import type { Audience, Reader } from './types.ts';

/** Whose collections each audience may read, without its groups: an employee is a resident too. */
export const READABLE: Readonly<Record<Audience, readonly Reader[]>> = {
  resident: ['resident'],
  employee: ['resident', 'employee'],
};
