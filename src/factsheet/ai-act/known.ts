/** What Balie knows by itself of the questions of the tree. A person confirms each: nothing is recorded that nobody chose. */
export interface KnownAnswer {
  readonly choice: string;
  /** Where it comes from, in Dutch. */
  readonly because: string;
}

/** Licences of models under which anybody may use, look at and change them, for whatever they want. */
const OPEN_LICENCES = new Set(['apache-2.0', 'mit', 'eupl-1.2', 'bsd-3-clause', 'bsd-2-clause', 'isc', 'agpl-3.0', 'gpl-3.0']);

interface Asked {
  readonly isOn: boolean;
  readonly model: string;
  /** Of the model that answers, as it is configured. */
  readonly licence: string | undefined;
}

export function knownAnswers({ isOn, model, licence }: Asked): ReadonlyMap<string, KnownAnswer> {
  const isOpen = licence !== undefined && OPEN_LICENCES.has(licence.trim().toLowerCase());
  return new Map<string, KnownAnswer>([
    ['ai-systeem', { choice: 'ja', because: `deze assistent antwoordt met het taalmodel ${model}` }],
    ...(isOn ? ([['uitzondering', { choice: 'nee', because: 'deze assistent staat aan' }]] as const) : []),
    ...(licence === undefined ? [] : ([['open-source', { choice: isOpen ? 'ja' : 'nee', because: `Balie is open source (EUPL-1.2) en het model heeft de licentie ${licence}` }]] as const)),
    ['praat', { choice: 'ja', because: 'mensen stellen deze assistent vragen in een gesprek' }],
    ['maakt', { choice: 'ja', because: 'een taalmodel schrijft de antwoorden' }],
  ]);
}
