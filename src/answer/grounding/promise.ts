import type { SentenceCheck } from './check.ts';
export const noPromise: SentenceCheck = () => undefined;
