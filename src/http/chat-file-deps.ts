import type { KeptTurn } from '../audit/kept-turn.ts';
import type { ChatFile, OpenFile, Place } from '../workplace/files/file.ts';
import type { Folder, GivenFile } from '../workplace/files/store.ts';
import type { Estimate } from '../workplace/whole/plan.ts';
import type { WorkEvent, WorkRequest } from '../workplace/whole/run.ts';
import type { Row } from '../workplace/whole/table.ts';
import type { WorkState } from '../workplace/works.ts';

/** Work on whole files, with what came of it; `turn` is undefined for what was erased. */
export interface KeptWork extends WorkState {
  readonly turn: KeptTurn | undefined;
}

/** Files in conversations of employees, and work on the whole of them. Whose they are is checked in here: what is somebody else's is not there. */
export interface ChatFileDeps {
  /** @throws BalieError `conversation-unknown`, `chat-files-full`. */
  addFile(given: GivenFile): Promise<ChatFile>;
  /** @throws BalieError `conversation-unknown`. */
  files(place: Place): Promise<ChatFile[]>;
  /** The conversations of somebody that hold files, the last one first. */
  folders(personId: string): Promise<Folder[]>;
  /** What was read of a file; undefined when there is none, or it was not read. */
  file(place: Place, id: string): Promise<OpenFile | undefined>;
  original(place: Place, id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>;
  /** @returns whether it was there. */
  removeFile(place: Place, id: string): Promise<boolean>;
  /** @throws BalieError `conversation-unknown`, `chat-file-waiting`, `document-work-assistant`, `document-work-empty`. */
  estimate(request: Omit<WorkRequest, 'asker'>): Promise<Estimate>;
  /** @throws BalieError as `estimate`, and `document-work-running`, `turns-at-once`, before the first event. */
  run(request: WorkRequest, signal: AbortSignal): AsyncIterable<WorkEvent>;
  /** The work in a conversation, the last first. */
  works(place: Place): Promise<KeptWork[]>;
  /** @returns whether there is such work. */
  stopWork(place: Place, id: string): Promise<boolean>;
  /** A table for a spreadsheet, with nothing in it that is taken for a formula. */
  csv(table: { readonly columns: readonly string[]; readonly rows: readonly Row[] }): string;
}
