// The contract about profiles: settings for one kind of work, kept under a name. Files are named by the main process only.

/** characters of a name */
export const MAX_PROFILE_NAME = 60;
/** own ones */
export const MOST_PROFILES = 50;

export interface ProfileInfo {
  id: string;
  /** null: one that is always there, whose name is in the catalogues under `profile.<id>` */
  name: string | null;
}

export interface ProfileRequests {
  chooseProfile: { args: { id: string }; answer: null };
  /** a copy of the one in use, which is in use then */
  addProfile: { args: { name: string }; answer: null };
  renameProfile: { args: { id: string; name: string }; answer: null };
  /** of the reader's own ones; where it is in use, the default one is then */
  removeProfile: { args: { id: string }; answer: null };
  /** one that is always there becomes what it was at first */
  resetProfile: { args: { id: string }; answer: null };
  /** asks where, and writes it; what goes wrong comes as a `problem` event */
  exportProfile: { args: { id: string }; answer: null };
  /** asks for a file of a profile, which is in use then; the same */
  importProfile: { args: Record<string, never>; answer: null };
}
export type ProfileRequest = keyof ProfileRequests;
