/** A variable of the environment that Balie does not start with. */
interface Forbidden {
  readonly name: RegExp;
  /** Whether a value of it says so. */
  readonly isOn: (value: string) => boolean;
  readonly why: string;
}

const isSet = (value: string) => value !== '';
const isYes = (value: string) => !['', 'false', '0'].includes(value);

const forbidden: readonly Forbidden[] = [
  // Tracing of LangChain's parent company: these would send every prompt out of the building.
  { name: /^LANG(?:SMITH|CHAIN)_TRACING(?:_V2)?$/, isOn: isYes, why: 'mag niet aan staan, want dan gaan vragen naar een dienst buiten het gebouw' },
  // What instruments a Node.js program from outside reads these.
  { name: /^OTEL_EXPORTER_[A-Z_]*ENDPOINT$/, isOn: isSet, why: 'mag niet gezet zijn: Balie stuurt alleen wat onder logbook in de configuratie staat' },
  { name: /^NODE_USE_ENV_PROXY$/, isOn: isYes, why: 'mag niet aan staan: Balie gaat alleen rechtstreeks naar wat in de configuratie staat' },
  { name: /^NODE_OPTIONS$/, isOn: (value) => /--use[-_]env[-_]proxy/.test(value), why: 'mag --use-env-proxy niet bevatten: Balie gaat alleen rechtstreeks naar wat in de configuratie staat' },
  // Whoever is in between would then be believed.
  { name: /^NODE_TLS_REJECT_UNAUTHORIZED$/, isOn: (value) => value === '0', why: 'mag niet 0 zijn: dan controleert Balie geen enkel certificaat. Een eigen certificaat geeft u met NODE_EXTRA_CA_CERTS' },
  { name: /^NODE_OPTIONS$/, isOn: (value) => /--tls[-_]min[-_]v1\.[01]/.test(value), why: 'mag --tls-min-v1.0 en --tls-min-v1.1 niet bevatten: Balie gaat naar anderen met TLS 1.2 of nieuwer' },
];

/** A fault for each variable that is on, and would have Balie send, or believe, what its configuration does not say. */
export function forbiddenFaults(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => forbidden.filter((one) => one.name.test(name) && one.isOn(value)).map(({ why }) => `${name}: ${why}`));
}
