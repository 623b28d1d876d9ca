// Folders of captures: chosen by the user, indexed one after the other, asked. The page names folders and captures by ids; a capture that it
// wants opened has to lie where the folder's store says, inside the folder.
import { lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type {
  FolderCapture,
  FolderEnd,
  FolderInfo,
  FolderOpened,
  FolderRequests,
  FolderRun,
} from '../ipc/contracts/folder-contract';
import type { FolderHost } from './folder-host';
import type { Folders } from './folders';
import type { RequestHandlers } from './renderer-link';

export interface FolderDeskParts {
  folders: Folders;
  folderHost: FolderHost;
  /** where stores lie */
  stores: string;
  /** an existing folder for temporary files */
  cacheDir: string;
}
interface FolderView {
  /** asks for a folder; null: none */
  askFolder(): Promise<string | null>;
  /** false: the user keeps what is open */
  open(capture: string): Promise<boolean>;
  run(now: FolderRun | null): void;
  shown(id: string): void;
  changed(): void;
}

const ENDING = '.index-db';

export class FolderDesk {
  readonly #with: FolderDeskParts;
  readonly #view: FolderView;
  /** that are to be indexed; the first one is */
  #waiting: string[] = [];
  #isStopped = false;
  /** that was asked last */
  #asked = '';

  constructor(parts: FolderDeskParts, view: FolderView) {
    this.#with = parts;
    this.#view = view;
    void this.#removeUnknown();
  }

  list(): FolderInfo[] {
    return this.#with.folders
      .list()
      .map((one) => ({ ...one, isWaiting: this.#with.folders.isBusy(one.id) && this.#waiting[0] !== one.id }));
  }

  handlers(): Pick<RequestHandlers, keyof FolderRequests> {
    const { folders, folderHost } = this.#with;
    const done = (work: void): null => work ?? null;
    return {
      chooseFolder: () => this.choose().then(done),
      updateFolder: ({ id }) => done(this.update(id)),
      stopFolder: () => {
        for (const waiting of this.#waiting.splice(1)) folders.release(waiting);
        this.#isStopped = true;
        folderHost.stopUpdate();
        return done(this.#view.changed());
      },
      forgetFolder: ({ id }) => done(this.#forget(id)),
      folderNotes: ({ id }) => folders.notesOf(id),
      folderAsk: ({ id, text, limits }) => {
        if (folders.pathOf(id) === null) return { ok: false, why: 'store', reason: '', at: null };
        const { cacheDir } = this.#with;
        this.#asked = id;
        return folderHost.ask({ database: this.#store(id), version: folders.version, copies: cacheDir, text, limits });
      },
      folderStop: () => done(folderHost.stopAsking()),
      folderRows: (wanted) => folderHost.rows(wanted),
      folderOpen: ({ id, capture }) => this.#open(id, capture),
    };
  }

  /** Asks for a folder, and indexes it. */
  async choose(): Promise<void> {
    const folder = await this.#view.askFolder();
    if (folder === null) return;
    const id = this.#with.folders.add(path.resolve(folder), (dropped) => this.#forget(dropped));
    this.update(id);
    this.#view.shown(id);
  }

  /** Reads what is new or changed; behind those that wait. */
  update(id: string): void {
    const { folders } = this.#with;
    if (folders.pathOf(id) === null || !folders.claim(id)) return;
    this.#waiting.push(id);
    if (this.#waiting.length === 1) void this.#work();
    this.#view.changed();
  }

  /** The page that asked is gone. */
  pageGone(): void {
    this.#with.folderHost.endAsking();
  }

  /** The window is gone: what it was to index is for others to. */
  ended(): void {
    for (const id of this.#waiting) this.#with.folders.release(id);
    this.#waiting = [];
  }

  async #work(): Promise<void> {
    const { folders, folderHost, cacheDir } = this.#with;
    for (let id = this.#waiting.at(0); id !== undefined; id = this.#waiting.at(0)) {
      const folder = folders.pathOf(id);
      const mine = id;
      if (folder !== null) {
        this.#view.run({ id, done: 0, total: 0, name: '', doneBytes: 0, totalBytes: 0 });
        this.#isStopped = false;
        const { others } = this.#of(id);
        let { captures } = this.#of(id);
        const order = { folder, database: this.#store(id), cacheFolder: cacheDir };
        const end = await folderHost.update(order, (progress) => {
          if (progress.captures !== captures) {
            ({ captures } = progress);
            folders.reached(mine, captures);
            this.#view.changed();
          }
          this.#view.run({ id: mine, ...progress.now });
        });
        if (folders.pathOf(id) === null) await this.#remove(id);
        else folders.ended(id, end ?? this.#cutShort(captures, others), Date.now());
      }
      this.#waiting = this.#waiting.filter((one) => one !== id);
      folders.release(id);
      this.#view.run(null);
      this.#view.changed();
    }
  }

  #of(id: string): Pick<FolderInfo, 'captures' | 'others'> {
    return this.list().find((one) => one.id === id) ?? { captures: 0, others: 0 };
  }

  /** Of a process that was ended, or has. */
  #cutShort(captures: number, others: number): FolderEnd {
    const problem = this.#isStopped ? null : { key: 'folder.problem.died' };
    return { captures, others, stopped: true, notes: [], problem };
  }

  #forget(id: string): void {
    if (this.#with.folders.pathOf(id) === null) return;
    const { folders } = this.#with;
    folders.forget(id);
    if (this.#asked === id) this.#with.folderHost.endAsking();
    // its store is removed when nobody writes to it any more
    if (this.#waiting.at(0) === id) this.#with.folderHost.stopUpdate();
    else {
      if (this.#waiting.includes(id)) folders.release(id);
      this.#waiting = this.#waiting.filter((one) => one !== id);
      // another window that indexes it removes it then
      if (!folders.isBusy(id)) void this.#remove(id);
    }
    this.#view.changed();
  }

  async #open(id: string, capture: number): Promise<FolderOpened> {
    const folder = this.#with.folders.pathOf(id);
    const known = folder === null ? null : await this.#with.folderHost.capture({ database: this.#store(id), capture });
    const found = folder && known && (await fileInside(folder, known));
    if (!found) return 'gone';
    if (!(await this.#view.open(found.path))) return 'stayed';
    return found.isSame ? 'opened' : 'changed';
  }

  #store(id: string): string {
    return path.join(this.#with.stores, id + ENDING);
  }

  /** The store with what SQLite keeps beside it. Never throws: the next start tries again. */
  async #remove(id: string): Promise<void> {
    await this.#removeWhere((name) => name.startsWith(id + ENDING));
  }

  /** Stores of folders that are not known any more. */
  async #removeUnknown(): Promise<void> {
    // looked up for each: a folder may have been chosen meanwhile
    await this.#removeWhere((name) => this.list().every((folder) => !name.startsWith(folder.id + ENDING)));
  }

  async #removeWhere(isMeant: (name: string) => boolean): Promise<void> {
    const { stores } = this.#with;
    try {
      await mkdir(stores, { recursive: true, mode: 0o700 });
      for (const name of await readdir(stores))
        if (name.includes(ENDING) && isMeant(name)) await rm(path.join(stores, name), { force: true });
    } catch (error) {
      console.error(`synscope: cannot remove stores in ${stores}: ${String(error)}`);
    }
  }
}

/** The file where the store says, and whether it is as it was indexed; null: none is there that lies inside the folder, with no link on the way. */
async function fileInside(
  folder: string,
  { path: file, size, modifiedMs }: FolderCapture,
): Promise<{ path: string; isSame: boolean } | null> {
  try {
    const inside = path.relative(folder, file);
    if (inside === '' || path.isAbsolute(inside) || inside.split(path.sep)[0] === '..') return null;
    const place = path.join(folder, inside);
    if ((await realpath(place)) !== path.join(await realpath(folder), inside)) return null;
    const found = await lstat(place);
    return found.isFile() ? { path: place, isSame: found.size === size && found.mtimeMs === modifiedMs } : null;
  } catch {
    return null;
  }
}
