import { type FileTable, folderPath, joinPath } from '../fileTree.ts';
import type { FileId } from '../snapshot.ts';
import type { ScipAttachment, ScipDocument } from './scipIndex.ts';

/** A document and where it comes from. Documents of all indexes are numbered through. */
export interface PlacedDocument {
  readonly document: ScipDocument;
  readonly from: ScipAttachment;
  /** Number of the first document of the same index. */
  readonly first: number;
  readonly file: FileId | undefined;
}

/** Which documents describe which files. */
export interface Places {
  readonly documents: readonly PlacedDocument[];
  /** An index may hold a file several times, once for each project that the file is part of. */
  readonly of: ReadonlyMap<FileId, readonly number[]>;
}

/** Finds the documents' files. A wrong match does no harm: its text will not fit. */
export function placeDocuments(attachments: readonly ScipAttachment[], table: FileTable): Places {
  const documents: PlacedDocument[] = [];
  const of = new Map<FileId, number[]>();
  for (const from of attachments) {
    const first = documents.length;
    const folders = from.folders.map(folderPath);
    for (const document of from.index.documents) {
      const file = findFile(document.path, folders, table);
      if (file !== undefined) {
        const known = of.get(file);
        if (known) known.push(documents.length);
        else of.set(file, [documents.length]);
      }
      documents.push({ document, from, first, file });
    }
  }
  return { documents, of };
}

function findFile(path: string, folders: readonly string[], table: FileTable): FileId | undefined {
  for (const folder of folders) {
    const file = table.id(joinPath(folder, path));
    if (file !== undefined) return file;
  }
  return undefined;
}
