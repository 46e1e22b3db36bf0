/** The files that a person drops or chooses, those of folders too, each with the name it gets at the desk. */

export interface ChosenFile {
  readonly file: File;
  /** Its path within what was chosen: `dossier/brief.pdf`. */
  readonly name: string;
}

/** Of files or folders that hold more than `maxFiles` together: none of it is taken, and these are their names. */
export interface TooMany {
  readonly tooMany: readonly string[];
}

/** More than anyone means to upload at once: the whole disk, by mistake. */
export const maxFiles = 2_000;
/** What systems leave in folders, and nobody means to upload. */
const leftovers = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/** From an input; of a folder the browser tells the paths. */
export function chosenFiles(files: FileList): readonly ChosenFile[] | TooMany {
  return bounded([...files].map((file) => ({ file, name: nameOf(file.webkitRelativePath || file.name) })).filter(({ name }) => isMeant(name)));
}

/** From a drop; folders are looked through. Call it at once: the browser forgets what was dropped when the event is over. */
export async function droppedFiles(data: DataTransfer): Promise<readonly ChosenFile[] | TooMany> {
  const entries = [...data.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found: ChosenFile[] = [];
  for (const entry of entries) {
    if (entry instanceof File) keep(entry, entry.name, found);
    else if (entry !== null) await collect(entry, found);
  }
  return bounded(found);
}

function bounded(found: readonly ChosenFile[]): readonly ChosenFile[] | TooMany {
  return found.length <= maxFiles ? found : { tooMany: [...new Set(found.map(({ name }) => name.split('/')[0] ?? ''))] };
}

/** Looks no further once there are too many. */
async function collect(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  if (found.length > maxFiles) return;
  if (isFile(entry)) {
    const file = await new Promise<File | undefined>((resolve) => entry.file(resolve, () => resolve(undefined)));
    if (file !== undefined) keep(file, entry.fullPath, found);
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A folder is told a hundred at a time, until nothing more comes.
    for (let more = await read(reader); more.length > 0; more = await read(reader)) for (const inside of more) await collect(inside, found);
  }
}

function keep(file: File, path: string, found: ChosenFile[]): void {
  const name = nameOf(path);
  if (isMeant(name)) found.push({ file, name });
}

function read(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** One spelling of accents, whatever the system: else the same name would be two documents. */
function nameOf(path: string): string {
  return path.normalize('NFC').replace(/^\/+/, '');
}

function isMeant(name: string): boolean {
  return !leftovers.test(name.split('/').at(-1) ?? '');
}
