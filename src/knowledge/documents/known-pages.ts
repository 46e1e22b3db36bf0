import type { Queryable } from '../../store/database.ts';

/** What a website said of one of its pages when that was taken. */
export interface KnownPage {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** sha-256 (hex) of the bytes as the site gave them. */
  readonly digest: string;
  /** The digest under which it was delivered. */
  readonly delivered: string;
  readonly links: readonly string[];
}

/**
 * What is known of a page; undefined when it must be fetched in full: never taken, its document not in use in that
 * version, or read by an older extraction than `version`.
 */
export async function knownPage(db: Queryable, collectionId: string, url: string, version: number): Promise<KnownPage | undefined> {
  const [row] = await db.query<KnownPage>(
    `SELECT p.url, p.etag, p.last_modified AS "lastModified", p.digest, p.delivered, p.links
     FROM pages p JOIN documents d ON d.collection_id = p.collection_id AND d.source_id = p.url AND d.digest = p.delivered
     WHERE p.collection_id = $1 AND p.url = $2 AND p.version = $3`,
    [collectionId, url, version],
  );
  return row;
}

/** Remembers a page for the next crawl. */
export async function rememberPage(db: Queryable, collectionId: string, page: KnownPage, version: number): Promise<void> {
  await db.query(
    `INSERT INTO pages (collection_id, url, etag, last_modified, digest, delivered, links, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (collection_id, url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, digest = excluded.digest,
       delivered = excluded.delivered, links = excluded.links, version = excluded.version`,
    [collectionId, page.url, page.etag, page.lastModified, page.digest, page.delivered, page.links, version],
  );
}
