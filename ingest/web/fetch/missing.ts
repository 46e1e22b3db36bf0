import { randomBytes } from 'node:crypto';
import type { Answer } from './safe-fetch.ts';

/** A page that says it is missing says so in its first words. */
const maxRead = 256 * 1024;
const maxWords = 3000;
/** Of all words on either page, the part that must be on both. Less than all: a date, a suggestion may differ. */
const sameFrom = 0.9;

/** What a page may say that is not there, though its status is 200. Broad: the site's own answer to nonsense decides. */
const hints =
  /\b404\b|niet (?:meer )?(?:gevonden|beschikbaar|vinden)|bestaat (?:helaas )?niet|niet \(?meer\)? bestaa[nt]|not found|no longer available|nicht gefunden/i;

/** What a site says of an address that nobody ever made; undefined when that cannot be known. */
export type AskNonsense = (address: URL) => Promise<Answer | undefined>;

/**
 * Tells pages that say "Pagina niet gevonden" with status 200 from pages about that. A page that seems to say so is held
 * against what the site says of a random address in the same folder, which is asked once per site and only then.
 */
export class MissingPages {
  readonly #ask: AskNonsense;
  readonly #known = new Map<string, Promise<Answer | undefined>>();

  constructor(ask: AskNonsense) {
    this.#ask = ask;
  }

  /** Whether an answer with status 200 is a page that is missing. Rejects only with what `ask` rejects with. */
  async has(answer: Answer): Promise<boolean> {
    if (!isPage(answer)) return false;
    const text = textOf(answer.bytes);
    if (!hints.test(text)) return false;
    const nonsense = await this.#nonsense(answer.url);
    if (nonsense === undefined || !isPage(nonsense)) return false;
    // Such a page often repeats the address that was asked for.
    const asked = wordsOf(`${answer.url.href} ${nonsense.url.href}`);
    const [one, other] = [text, textOf(nonsense.bytes)].map((shown) => wordsOf(shown).difference(asked));
    return one !== undefined && other !== undefined && overlap(one, other) >= sameFrom;
  }

  #nonsense({ origin, href }: URL): Promise<Answer | undefined> {
    const known = this.#known.get(origin);
    if (known !== undefined) return known;
    const asked = this.#ask(new URL(`balie-${randomBytes(8).toString('hex')}`, href));
    this.#known.set(origin, asked);
    return asked;
  }
}

function isPage(answer: Answer): answer is Answer & { readonly bytes: Buffer } {
  return answer.status === 200 && answer.bytes !== undefined && /^(?:text\/html|application\/xhtml\+xml)\b/i.test(answer.headers['content-type'] ?? '');
}

/** Roughly what a page shows: enough to compare two answers of one site. Linear: nothing is looked for twice. */
function textOf(bytes: Buffer): string {
  const pieces: string[] = [];
  let hidden = '';
  for (const part of bytes.subarray(0, maxRead).toString('utf8').split('<')) {
    const end = part.indexOf('>');
    const tag = /^\/?[a-z]+/i.exec(part.slice(0, 20))?.[0].toLowerCase() ?? '';
    if (hidden !== '' && tag === `/${hidden}`) hidden = '';
    else if (hidden === '' && (tag === 'script' || tag === 'style')) hidden = tag;
    if (hidden === '') pieces.push(part.slice(end + 1));
  }
  return pieces.join(' ').replace(/\s+/g, ' ');
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(/\p{L}+/gu) ?? []).slice(0, maxWords));
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = one.union(other).size;
  return all === 0 ? 0 : one.intersection(other).size / all;
}
