import { readBackup } from '../../backup/read.ts';
import { makeKey, secretOf } from '../backup/keys.ts';
import { makeBackup } from '../backup/make.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';

export const backup = command({
  name: 'backup',
  summary: 'Maakt een reservekopie van alles wat de balie bewaart, versleuteld in één bestand; controleert er een (verify); maakt de sleutels ervoor (key).',
  usage: 'BESTAND-OF-MAP --key OPENBARE-SLEUTEL… | verify BESTAND --key GEHEIME-SLEUTEL | key --out BESTAND',
  options: { key: { type: 'string', multiple: true }, out: { type: 'string' } },
  leavesSchema: true,
  leavesSecrets: true,
  async run(input) {
    const [first, second, ...more] = input.positionals;
    if (more.length > 0) throw new WrongUse();
    if (first === 'key' && second === undefined) return makeKey(input);
    if (input.values['out'] !== undefined) throw new WrongUse();
    if (first === 'verify') return check(input, second);
    if (second !== undefined) throw new WrongUse();
    return makeBackup(input, first);
  },
});

/** Reads all of it, without a database. */
async function check(input: CommandInput, file: string | undefined): Promise<0> {
  if (file === undefined) throw new WrongUse();
  const manifest = await readBackup(file, await secretOf(input), {});
  const { about: { schema, ...about }, tables, files } = manifest;
  tell(input, { ok: true, ...manifest, about: { ...about, schema: schema.length } }, [
    `De reservekopie is compleet en ongewijzigd: gemaakt op ${about.at} door Balie ${about.product} voor ${about.municipality}.`,
    `${tables.reduce((sum, { rows }) => sum + rows, 0)} rijen in ${tables.length} tabellen, ${files.length} bestanden, logboek tot en met regel ${about.head.number}.`,
    `Ondertekend met sleutel ${about.keyId}; nodig is de sleutel van het logboek met vingerafdruk ${about.masterKeys.join(' of ')}.`,
  ]);
  return 0;
}
