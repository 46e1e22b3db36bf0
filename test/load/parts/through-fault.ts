import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { PASSPORT } from '../../support/questions.ts';
import { askOnce, clientAt, counted, type Heard, newHeard, perSecond, timesOf, type Told } from './asker.ts';
import { keepAsking } from './askers.ts';

interface Fault {
  readonly name: string;
  readonly seconds: number;
  readonly begin: () => Promise<void> | void;
  readonly end: () => Promise<void> | void;
  /** That it was there at all: by what one at least was told meanwhile, or by what is seen just before its end. */
  readonly shown: { readonly told: (told: Told) => boolean } | { readonly seen: () => Promise<boolean> };
  /** What those who ask should be told once it is over: by default an answer in own words. */
  readonly good?: (told: Told) => boolean;
  /** For how long people ask before it. */
  readonly beforeMs?: number;
}

/** In which the desk must be as it was, by itself. */
const RECOVER_MS = 30_000;
const ASKERS = 6;

/** Its documents may still be read. @throws Error when that takes minutes. */
export async function untilAnswered(desk: string, heard: Heard): Promise<void> {
  for (const end = performance.now() + 180_000; performance.now() < end; await sleep(500)) {
    const { what } = await askOnce(desk, heard, { question: PASSPORT, client: clientAt(0) });
    if (what === 'answered') return;
  }
  throw new Error('it does not answer in own words');
}

/**
 * People ask, something fails for a while, and is there again. Prints what was told in each second.
 * @returns whether it was felt, all of it was clear, and the desk as before within half a minute.
 */
export async function throughFault(desk: string, all: Heard, { name, seconds, begin, end, shown, good = ({ what }) => what === 'answered', beforeMs = 5_000 }: Fault): Promise<boolean> {
  await untilAnswered(desk, all);
  const heard: Heard = { ...newHeard(), done: all.done, kept: all.kept };
  const began = performance.now();
  const asking = keepAsking(desk, heard, { askers: ASKERS, streamsOneIn: 2, leavesOneIn: 9, pauseMs: 400 });
  await sleep(beforeMs);
  const from = performance.now();
  await begin();
  await sleep(seconds * 1_000);
  const isSeen = 'seen' in shown && (await shown.seen());
  await end();
  const to = performance.now();
  // As it was: ten in a row that began after the end.
  const after = () => heard.told.filter(({ at, ms }) => at - ms > to);
  const isBack = () => after().slice(-10).length === 10 && after().slice(-10).every((told) => good(told) || told.what === 'left');
  while (!isBack() && performance.now() < to + RECOVER_MS) await sleep(100);
  const back = after().find(good);
  await asking.stop();
  all.told.push(...heard.told);
  const unclear = heard.told.filter(({ isClear }) => !isClear);
  const during = heard.told.filter(({ at, ms }) => at > from && at - ms < to);
  const isFelt = isSeen || ('told' in shown && during.some(shown.told));
  console.log(`\n${name}, from second ${((from - began) / 1_000).toFixed(1)} to ${((to - began) / 1_000).toFixed(1)}; load ${loadavg()[0]?.toFixed(1)}`);
  console.log(perSecond(heard.told, began).join('\n'));
  console.log(`meanwhile: ${counted(during)}; ${timesOf(during)}`);
  console.log(`unclear: ${counted(unclear)}; first as before ${back === undefined ? 'NEVER' : `${((back.at - to) / 1_000).toFixed(1)} s after the end`}${isFelt ? '' : '; NOTHING SHOWS THAT IT WAS THERE'}`);
  return isFelt && unclear.length === 0 && isBack();
}
