import { ending } from '../../answer/claims/word.ts';
import { isContent } from '../../answer/follow-up/asking-words.ts';
import type { Asker, Passage, Search } from '../../answer/ports.ts';
import type { Guard } from '../../answer/safety/port.ts';
import { wordsOf } from '../../answer/words.ts';
import type { OpenFile } from '../../workplace/files/file.ts';
import { filePath } from '../../workplace/files/path.ts';
import { rank, type Words } from '../../workplace/files/rank.ts';
import type { ChatFiles } from '../../workplace/files/store.ts';

/** From this share of what is asked on, in one passage, the model may find an answer in it. */
const CARRIED = 0.5;
/** Passages of files among those of the collections, of forty that a turn chooses from. */
const MAX_FOUND = 20;
/** So few passages are all given, whatever is asked: "waar gaat dit over?" has no word of what it is about. */
const FEW = 7;

export const FILE_WORDS: Words = { of: wordsOf, stem: ending, isContent };

/** A text of a file as a model and who searches may see it: without orders to an assistant, and without what the policy for employees keeps out. */
export function readableBy(guard: Pick<Guard, 'presentable' | 'mask'>): (text: string) => string {
  return (text) => guard.mask(guard.presentable(text), 'employee').text;
}

interface Means {
  readonly files: Pick<ChatFiles, 'open'>;
  readonly readable: (text: string) => string;
}

/**
 * Search that goes through the files of the asker's conversation too, or through those alone. What somebody put into it is what they ask
 * about: where the files carry the question, theirs come first.
 */
export function withFiles(collections: Search, { files, readable }: Means): Search {
  // One question is searched in more ways than one: its files are opened once.
  const opened = new WeakMap<object, Promise<readonly OpenFile[]>>();
  const filesOf = ({ person, files: wanted }: Pick<Asker, 'person' | 'files'>) => {
    if (person === undefined || wanted === undefined) return [];
    const known = opened.get(wanted) ?? files.open({ conversationId: wanted.conversationId, personId: person.id });
    opened.set(wanted, known);
    return known;
  };
  return {
    async search(question, assistant, by, asker) {
      const held = asker === undefined ? [] : await filesOf(asker);
      const isAlone = asker?.files?.alone === true;
      if (held.length === 0 && !isAlone) return collections.search(question, assistant, by, asker);
      const { passages: ranked, carried } = await rank(question, held, FILE_WORDS);
      const isSmall = ranked.length <= Math.min(FEW, assistant.maxPassages);
      const best = ranked.slice(0, MAX_FOUND).filter(({ score }) => score > 0 || (isAlone && isSmall));
      const found = best.map((one) => passageOf(one, asker?.files?.conversationId ?? '', readable));
      const answerable = found.length > 0 && (carried >= CARRIED || (isAlone && isSmall));
      if (isAlone) return { passages: found, answerable, confidence: answerable ? Math.max(carried, CARRIED) : carried, understood: question };
      const other = await collections.search(question, assistant, by, asker);
      return answerable ? { ...other, passages: [...above(found, other.passages), ...other.passages], answerable: true, confidence: Math.max(carried, other.confidence ?? 0) } : { ...other, passages: [...other.passages, ...below(found, other.passages)] };
    },
  };
}

/** Whether a file of the asker's conversation has not been read yet: nothing in it can be found. */
export async function isFileWaiting({ person, files: wanted }: Pick<Asker, 'person' | 'files'>, files: Pick<ChatFiles, 'isWaiting'>): Promise<boolean> {
  return person !== undefined && wanted !== undefined && (await files.isWaiting({ conversationId: wanted.conversationId, personId: person.id }));
}

function passageOf({ file, passage, score }: Awaited<ReturnType<typeof rank>>['passages'][number], conversationId: string, readable: (text: string) => string): Passage {
  return {
    documentId: file.id,
    path: filePath(conversationId, file.id, passage.ordinal),
    ordinal: passage.ordinal,
    // A name is text that somebody wrote, like what is in it.
    title: readable(file.name) || 'Bestand',
    url: null,
    page: passage.page ?? null,
    headings: passage.headings.map(readable),
    text: readable(passage.text),
    score,
  };
}

/** Scores of files and of collections are of two scales: the order is what counts, and how far they lie apart among their own. */
function above(found: readonly Passage[], others: readonly Passage[]): Passage[] {
  return scaled(found, Math.max(others[0]?.score ?? 1, Number.EPSILON) * 1.5);
}

function below(found: readonly Passage[], others: readonly Passage[]): Passage[] {
  return scaled(found, Math.max(others.at(-1)?.score ?? 1, Number.EPSILON) * 0.5);
}

function scaled(found: readonly Passage[], best: number): Passage[] {
  const first = found[0]?.score ?? 0;
  return found.map((passage) => ({ ...passage, score: first === 0 ? best : (passage.score / first) * best }));
}
