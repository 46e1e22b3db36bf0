import { userInfo } from 'node:os';

/** As the system knows who runs this: not by the environment, which says what one likes. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the account often has a number only.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
