import { asBalieError } from '../../errors.ts';

/** Something that was looked at: whether it is well, and what to do where it is not. Never a secret. */
export interface Check {
  /** What was looked at, in Dutch. */
  readonly what: string;
  readonly state: 'ok' | 'unknown' | 'warning' | 'fault';
  readonly said: string;
  readonly action?: string;
}

export const ok = (what: string, said: string): Check => ({ what, state: 'ok', said });
/** What cannot be told from here, so that somebody must look elsewhere. */
export const unknown = (what: string, said: string, action: string): Check => ({ what, state: 'unknown', said, action });
export const warning = (what: string, said: string, action: string): Check => ({ what, state: 'warning', said, action });
export const fault = (what: string, said: string, action: string): Check => ({ what, state: 'fault', said, action });

/** What one look gives; where even looking fails, that is what is found. */
export async function looked(what: string, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    const { entry, detail } = asBalieError(error);
    return [fault(what, detail === undefined ? entry.message : `${entry.message} (${detail})`, entry.action)];
  }
}

const DAY_MS = 86_400_000;

export function daysSince(at: string | Date, now: Date): number {
  return Math.floor((now.getTime() - new Date(at).getTime()) / DAY_MS);
}

export function daysWords(days: number): string {
  return days === 1 ? '1 dag' : `${days} dagen`;
}

export function agoWords(days: number): string {
  return days < 1 ? 'minder dan een dag geleden' : `${daysWords(days)} geleden`;
}

const GIGABYTE = 1e9;
const MEGABYTE = 1e6;

export function sizeWords(bytes: number): string {
  const [size, unit] = bytes < GIGABYTE ? [bytes / MEGABYTE, 'MB'] : [bytes / GIGABYTE, 'GB'];
  return `${size.toLocaleString('nl-NL', { maximumFractionDigits: 1 })} ${unit}`;
}
