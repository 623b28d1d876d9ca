// Folders of captures as one store: which are indexed, how an update goes, and statements over one. The page names a folder by its id and a
// capture by its number in the store; where they lie, it does not know.
import type { Message } from '../message';
import type { SqlAnswer, SqlCell, SqlFailure, SqlLimits } from './sql-contract';

/** Folders that are remembered. */
export const MOST_FOLDERS = 10;
/** Lines about files that were not read, or not to their end, that are kept of a folder. */
export const MOST_FOLDER_NOTES = 500;
/** Captures in a store. */
export const MOST_CAPTURE_ID = 2 ** 21;

/** Rows that are asked for at once. */
export const MOST_FOLDER_ROWS = 2000;

/** A folder of captures that was indexed, or is to be. */
export interface FolderInfo {
  id: string;
  name: string;
  /** in which it lies */
  parent: string;
  /** when it was indexed last, ms since 1970; null: not to its end yet */
  indexedMs: number | null;
  /** captures in the store */
  captures: number;
  /** files that are no captures */
  others: number;
  /** lines about files that were not read, or not to their end */
  notes: number;
  /** why the last update ended early; null: it did not */
  problem: Message | null;
  /** it is to be updated when those before it are */
  isWaiting: boolean;
}

/** What is told of a file: it was not looked at, could not be read, or not to its end. */
export interface FolderNote {
  /** inside the folder */
  path: string;
  why: Message;
}

/** How an update goes. */
export interface FolderRun {
  /** of the folder */
  id: string;
  /** files that are dealt with, of so many */
  done: number;
  total: number;
  /** the file that is read; empty: none */
  name: string;
  doneBytes: number;
  totalBytes: number;
}

/**
 * `opened`: as it was indexed; `changed`: opened, but another file by now; `gone`: it is not there any more, or is not known; `stayed`: the user
 * keeps what is open.
 */
export type FolderOpened = 'opened' | 'changed' | 'gone' | 'stayed';

export interface FolderRows {
  rows: SqlCell[][];
  /** names of the captures that the rows are of, by the numbers in their column `capture` */
  captures: [id: number, name: string][];
}

export interface FolderRequests {
  /** asks for a folder, and indexes it */
  chooseFolder: { args: Record<string, never>; answer: null };
  updateFolder: { args: { id: string }; answer: null };
  /** ends the update that is going on, and those that wait; what was read stays */
  stopFolder: { args: Record<string, never>; answer: null };
  /** removes it from the list, and its store; no capture */
  forgetFolder: { args: { id: string }; answer: null };
  folderNotes: { args: { id: string }; answer: FolderNote[] };
  /** runs a statement over the captures of the folder; its result takes the place of the one before. Another one stops it, as `folderStop` does */
  folderAsk: { args: { id: string; text: string; limits: SqlLimits }; answer: SqlAnswer | SqlFailure };
  folderStop: { args: Record<string, never>; answer: null };
  /** rows of the result `result`; none when it is another one by now */
  folderRows: { args: { result: number; from: number; count: number }; answer: FolderRows };
  /** opens a capture of the store */
  folderOpen: { args: { id: string; capture: number }; answer: FolderOpened };
}

export interface FolderEvents {
  /** null: none is going on */
  folderRun: FolderRun | null;
  /** it was chosen to be looked at */
  folderShown: { id: string };
}

/** Main process to a folder's process. */
export type ToFolder =
  | { type: 'index'; folder: string; database: string; cacheFolder: string }
  | { type: 'stop' }
  | { type: 'stopAsk' }
  | { type: 'ask'; id: number; database: string; version: number; copies: string; text: string; limits: SqlLimits }
  | { type: 'rows'; id: number; result: number; from: number; count: number }
  | { type: 'capture'; id: number; database: string; capture: number };

/** A capture as it was indexed. */
export interface FolderCapture {
  path: string;
  size: number;
  modifiedMs: number;
}

/** What an update came to. */
export interface FolderEnd {
  /** in the store; null: there is none */
  captures: number | null;
  others: number;
  stopped: boolean;
  notes: FolderNote[];
  problem: Message | null;
}

/** Folder's process to the main process. */
export type FromFolder =
  | { type: 'progress'; now: Omit<FolderRun, 'id'>; captures: number }
  | { type: 'indexed'; end: FolderEnd }
  | { type: 'answer'; id: number; value: unknown };
