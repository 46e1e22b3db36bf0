import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config/config.ts';
import { foreignCode } from '../../errors.ts';
import type { Backend } from '../../models/catalogue.ts';
import { type Check, fault, sizeWords, ok, unknown, warning } from './checks.ts';

const LEAST_BYTES = 500e6;
const FEW_BYTES = 5e9;
const FEW_SHARE = 0.1;
/** Of a file's mode: what all others may. */
const OTHERS = 0o007;
const GROUP_AND_OTHERS = 0o077;

/** How much room there is for the data, and whether anybody else may read what is secret. */
export async function lookAtMachine(config: Config, backends: readonly Backend[]): Promise<readonly Check[]> {
  return [...(await diskChecks(config)), ...(await folderChecks(config)), ...(await fileChecks(config, backends))];
}

async function diskChecks({ dataDir, databaseUrl }: Config): Promise<readonly Check[]> {
  const onServer = databaseUrl === undefined ? [] : [unknown('Ruimte op de databaseserver', 'niet bekend, want PostgreSQL vertelt dat niet', 'Houd die op de databaseserver zelf in de gaten.')];
  const disk = await statfs(dataDir).catch(() => undefined);
  if (disk === undefined) return onServer;
  return [diskCheck(dataDir, disk.bavail * disk.bsize, disk.blocks * disk.bsize), ...onServer];
}

/** @param free of the disk on which the folder is, and all of it, in bytes. */
export function diskCheck(dataDir: string, free: number, all: number): Check {
  const what = 'Ruimte op de schijf';
  const said = `${sizeWords(free)} vrij van ${sizeWords(all)} bij ${dataDir}`;
  const action = 'Maak ruimte of vergroot de schijf: op een volle schijf legt de balie niets vast, en beantwoordt zij geen vragen.';
  if (free < LEAST_BYTES) return fault(what, said, action);
  return free < FEW_BYTES && free < all * FEW_SHARE ? warning(what, said, action) : ok(what, said);
}

async function folderChecks({ dataDir }: Config): Promise<readonly Check[]> {
  const what = 'Gegevensmap';
  const found = await stat(dataDir).catch(() => undefined);
  if (found === undefined) return [ok(what, `${dataDir} is er nog niet`)];
  const own = process.getuid?.();
  // Root may everywhere, and the data are of whom the service runs as.
  const isOther = own !== undefined && own !== 0 && found.uid !== own;
  if (isOther) return [warning(what, `${dataDir} is van een andere gebruiker (${found.uid}, en dit is ${own})`, 'Voer balie uit als de gebruiker van wie de gegevens zijn.')];
  if ((found.mode & GROUP_AND_OTHERS) !== 0) return [fault(what, `anderen op deze machine mogen in ${dataDir}`, `Sluit de map: chmod 700 ${dataDir}`)];
  return [ok(what, `alleen ${own === undefined || own === found.uid ? 'deze gebruiker' : `gebruiker ${found.uid}`} mag in ${dataDir}`)];
}

/** Files with secrets: that the desk made, that the configuration names, and of backends as they are now. */
function secretsOf({ dataDir, secretFiles }: Config, backends: readonly Backend[]): string[] {
  const named = [join(dataDir, 'audit.key'), ...secretFiles, ...backends.map(({ keyFile }) => keyFile)];
  return [...new Set(named.filter((file) => file !== undefined))];
}

async function fileChecks(config: Config, backends: readonly Backend[]): Promise<readonly Check[]> {
  const checks = await Promise.all(secretsOf(config, backends).map(fileCheck));
  const own = checks.filter((one) => one !== undefined);
  const wrong = own.filter(({ state }) => state !== 'ok');
  return wrong.length > 0 || own.length === 0 ? wrong : [ok('Bestanden met geheimen', `${own.length} nagekeken: geen is leesbaar voor anderen`)];
}

async function fileCheck(file: string): Promise<Check | undefined> {
  const what = 'Bestand met een geheim';
  try {
    const { mode } = await stat(file);
    return (mode & OTHERS) === 0 ? ok(what, file) : fault(what, `iedereen op deze machine mag bij ${file}`, `Sluit het af: chmod 600 ${file}`);
  } catch (error) {
    // A key that is not in the data folder is elsewhere; all others are read at the start.
    return foreignCode(error) === 'ENOENT' ? undefined : fault(what, `${file} is niet te zien (${foreignCode(error)})`, 'Geef de gebruiker van Balie leesrecht.');
  }
}
