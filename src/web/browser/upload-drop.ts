/** The files that a person drops or chooses, those of folders too, each with the name it gets at the desk. */

export interface ChosenFile {
  readonly file: File;
  /** Its path within what was chosen: `dossier/brief.pdf`. */
  readonly name: string;
}

/** More than anyone means to upload at once: the whole disk, by mistake. */
const maxFiles = 2_000;
/** What systems leave in folders, and nobody means to upload. */
const leftovers = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/** From an input; of a folder the browser tells the paths. */
export function chosenFiles(files: FileList): ChosenFile[] {
  return [...files].map((file) => ({ file, name: nameOf(file.webkitRelativePath || file.name) })).filter(isMeant);
}

/** From a drop; folders are looked through. Call it at once: the browser forgets what was dropped when the event is over. */
export async function droppedFiles(data: DataTransfer): Promise<ChosenFile[]> {
  const entries = [...data.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found: ChosenFile[] = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push({ file: entry, name: nameOf(entry.name) });
    else if (entry !== null) await collect(entry, found);
  }
  return found.filter(isMeant);
}

async function collect(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  if (found.length > maxFiles) return;
  if (isFile(entry)) {
    const file = await new Promise<File | undefined>((resolve) => entry.file(resolve, () => resolve(undefined)));
    if (file !== undefined) found.push({ file, name: nameOf(entry.fullPath) });
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A folder is told a hundred at a time, until nothing more comes.
    for (let more = await read(reader); more.length > 0; more = await read(reader)) for (const inside of more) await collect(inside, found);
  }
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

function isMeant({ name }: ChosenFile): boolean {
  return !leftovers.test(name.split('/').at(-1) ?? '');
}
