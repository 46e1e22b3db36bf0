import type { Config } from '../../config/config.ts';
import type { BalieError } from '../../errors.ts';
import { createHttpReranker, type HttpReranker } from '../../models/http-reranker.ts';

const CONNECT_MS = 1_000;
/** A person waits for this one; without it the passages keep the order that search gave. */
const QUESTION_MS = 3_000;

/** The re-ranker that the configuration names; undefined when it names none. The caller closes it. */
export function openReranker({ rerank }: Config, answerMs = QUESTION_MS): HttpReranker | undefined {
  return rerank && createHttpReranker({ ...rerank, connectMs: CONNECT_MS, answerMs });
}

/** Tells on the command line why passages keep the order of search. */
export function notReranked(note: (line: string) => void): (fault: BalieError) => void {
  return ({ entry, detail }) => note(`Niet herordend. ${entry.message}${detail === undefined ? '' : ` (${detail})`}`);
}
