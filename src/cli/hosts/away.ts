import type { BalieError } from '../../errors.ts';
import type { Backend } from '../../models/catalogue.ts';

/** Why a host cannot be used, and what somebody can do, in Dutch for who runs the desk. */
export interface Away {
  /** Behind its name: "antwoordt niet". */
  readonly said: string;
  readonly action: string;
}

const CERTIFICATE = /CERT|SIGNATURE|^ERR_TLS/;

/** @param fault of the question which models it has; undefined when that brought none. */
export function awayOf({ kind }: Pick<Backend, 'kind'>, fault: BalieError | undefined): Away {
  const { code, detail = '', cause } = fault ?? {};
  const status = Number(/\(HTTP (\d{3})\)/.exec(detail)?.[1] ?? 0);
  const foreign = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (status === 401 || status === 403 || status === 407) {
    return { said: `weigert de sleutel (HTTP ${status})`, action: 'Controleer bij backends de sleutel (keyFile): die ontbreekt, klopt niet of is op de modelserver vervangen.' };
  }
  if (status >= 300 && status < 400) {
    return { said: `verwijst door naar een ander adres (HTTP ${status})`, action: 'Zet bij backends (of OLLAMA_URL) het adres waar de modelserver zelf staat: Balie volgt geen verwijzingen.' };
  }
  if (code === 'model-busy') return { said: 'heeft het te druk (HTTP 503 of 429)', action: 'Kijk op de modelserver wat er draait.' };
  if (CERTIFICATE.test(foreign)) {
    return { said: `heeft een certificaat dat niet wordt vertrouwd (${foreign})`, action: 'Vernieuw het certificaat van de modelserver, of laat Balie uw eigen uitgever vertrouwen (NODE_EXTRA_CA_CERTS).' };
  }
  if (status === 404 || status === 405 || code === 'model-missing' || detail.endsWith('geen lijst van modellen')) {
    const wanted = kind === 'ollama' ? 'Ollama' : 'server met de API van OpenAI';
    return { said: `is geen ${wanted}: op dit adres antwoordt iets anders`, action: 'Controleer bij backends het adres en de soort (of OLLAMA_URL).' };
  }
  if (status === 502 || status === 503 || status === 504) return { said: `staat achter een proxy die hem niet bereikt (HTTP ${status})`, action: 'Kijk of de modelserver achter de proxy aan staat.' };
  if (status > 0) return { said: `geeft een fout (HTTP ${status})`, action: 'Kijk in het log van de modelserver, en van de proxy als die ervoor staat.' };
  return { said: NO_ANSWER, action: 'Controleer het adres bij backends (of OLLAMA_URL), en of de server aan staat.' };
}

/** Of a host from which nothing came. */
export const NO_ANSWER = 'antwoordt niet';
