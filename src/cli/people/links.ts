import type { Config } from '../../config/config.ts';
import { momentWords } from '../../dutch-time.ts';
import { inviteFirstAdmin } from '../../identity/local/first-admin.ts';
import type { Database } from '../../store/database.ts';

/** Behind the # no browser sends it, and no log of a proxy has it. Without an address of its own: as the machine calls itself, for no browser gives a passkey to a number. */
export function invitationLink(token: string, { publicUrl }: Pick<Config, 'publicUrl'>, port: string | number): string {
  return `${publicUrl ?? `http://localhost:${port}`}/inloggen/uitnodiging#${token}`;
}

interface FirstAdmin {
  readonly db: Database;
  readonly config: Pick<Config, 'publicUrl' | 'groups'>;
  readonly port: string;
  /** The console: the log is read by more people than who starts the desk. */
  readonly note: (line: string) => void;
}

/** Tells who starts a desk that nobody manages how to become its first admin. */
export async function tellFirstAdmin({ db, config, port, note }: FirstAdmin): Promise<void> {
  const made = await inviteFirstAdmin(db, { groups: config.groups, now: new Date() });
  if (made === undefined) return;
  note(`Deze balie heeft nog geen beheerder. Wie deze link opent, wordt het (één keer, tot ${momentWords(made.expiresAt)}; een volgende start maakt een nieuwe):\n${invitationLink(made.token, config, port)}\n`);
}
