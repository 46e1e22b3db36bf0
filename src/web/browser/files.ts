/** The page with the files of a conversation: they are sent by themselves, and what can be done with them is shown once they are read. */
import { announcer } from './aids.ts';
import { need } from './dom.ts';
import { openFiles } from './files/chat-files.ts';

const again = need('bestanden-ververs', HTMLParagraphElement);

openFiles({ announce: announcer(), settled: () => (again.hidden = false) });
