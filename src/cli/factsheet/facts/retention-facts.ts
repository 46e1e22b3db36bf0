import type { Config } from '../../../config/config.ts';
import type { Duration } from '../../../durations.ts';
import { configured } from '../../../factsheet/fact.ts';
import type { RetentionFacts } from '../../../factsheet/facts.ts';
import { DATA_KINDS } from '../../../retention/rules.ts';
import { KIND_WORDS } from '../../../web/pages/retention/words.ts';
import { isForResidents, type Mark, publicId } from './discreet.ts';

/** The rules as they stand: the most specific one holds. */
export function retentionFacts({ retention, collections: all }: Pick<Config, 'retention' | 'collections'>, mark: Mark): RetentionFacts[] {
  const { said, audiences, assistants, kinds, collections } = retention;
  const rule = (id: string, label: string, duration: Duration | undefined): RetentionFacts[] => (duration === undefined ? [] : [{ id, label, term: configured(duration.iso) }]);
  const named: Readonly<Partial<Record<string, Duration>>> = kinds;
  return [
    ...rule('said', 'Vragen en antwoorden', said),
    ...rule('said/inwoners', 'Vragen en antwoorden van inwoners', audiences.resident),
    ...rule('said/medewerkers', 'Vragen en antwoorden van medewerkers', audiences.employee),
    ...Object.entries(assistants).flatMap(([name, duration]) => rule(`said/assistent/${name}`, `Vragen en antwoorden bij de assistent ${name}`, duration)),
    ...DATA_KINDS.flatMap((kind) => rule(kind, KIND_WORDS[kind], named[kind])),
    ...Object.entries(collections).flatMap(([name, { runs, documents }]) => {
      const collection = all.find(({ id }) => id === name) ?? { id: name, readers: [] };
      const [id, called] = [publicId(collection, mark), isForResidents(collection) ? `collectie ${name}` : 'documenten voor medewerkers'];
      return [...rule(`runs/${id}`, `${KIND_WORDS.runs} (${called})`, runs), ...rule(`documents/${id}`, `${KIND_WORDS.documents} (${called})`, documents)];
    }),
  ];
}
