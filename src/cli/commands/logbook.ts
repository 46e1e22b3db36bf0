import { masterKey } from '../../audit/content.ts';
import { conversationMark } from '../../audit/conversation-mark.ts';
import { createPseudonyms } from '../../logbook/pseudonym.ts';
import { uuidOf } from '../../uuid.ts';
import { command, tell, WrongUse } from '../command.ts';

/** For who answers somebody's question which processings were about them: only with the key of the desk the code of a person can be told. */
export const logbook = command({
  name: 'logbook',
  summary: 'Zegt onder welke code iemand in het Logboek Dataverwerkingen staat: een inwoner door het nummer van het gesprek (conversation), een medewerker door dat van het account (person).',
  usage: 'pseudonym conversation|person NUMMER',
  options: {},
  async run(input) {
    const [action, kind, given = '', ...more] = input.positionals;
    const id = uuidOf(given);
    if (action !== 'pseudonym' || (kind !== 'conversation' && kind !== 'person') || id === undefined || more.length > 0) throw new WrongUse();
    const { config, database } = input;
    const key = await masterKey(await database(), config.auditKey, config.dataDir);
    const pseudonym = createPseudonyms(key).of(kind, kind === 'conversation' ? conversationMark(id) : id);
    tell(input, { kind, pseudonym }, [pseudonym]);
    return 0;
  },
});
