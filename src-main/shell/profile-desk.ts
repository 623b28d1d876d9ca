// What the page and the menu ask about profiles: which is in use, new ones, files to give away.
import type { BrowserWindow } from 'electron';
import { writeContents } from '../formats/writing/whole-file';
import { writeProblem } from '../formats/writing/write-problem';
import type { MessageKey } from '../i18n/catalogue';
import { translate } from '../i18n/translate';
import type { ProfileRequest } from '../ipc/contracts/profile-contract';
import type { Preferences } from '../ipc/contracts/shell-contract';
import type { Language } from '../ipc/languages';
import type { Problem } from '../ipc/message';
import { openText, PROFILE } from './open-text';
import { readExported, type Profiles } from './profiles';
import { sendEvent, type RequestHandlers } from './renderer-link';
import { askPath } from './save-file';

interface DeskParts {
  window: BrowserWindow;
  profiles: Profiles;
}

/** What the desk needs of the session around it. */
interface Around {
  language: () => Language;
  setPreferences: (changes: Partial<Preferences>) => void;
  /** the state is another one */
  changed: () => void;
}

export class ProfileDesk {
  constructor(
    private readonly parts: DeskParts,
    private readonly around: Around,
  ) {}

  choose(id: string): void {
    this.#take(this.parts.profiles.choose(id));
  }

  handlers(): Pick<RequestHandlers, ProfileRequest> {
    const { profiles } = this.parts;
    const done = async (work: Promise<void> | void) => {
      await work;
      return null;
    };
    return {
      chooseProfile: ({ id }) => done(this.choose(id)),
      addProfile: ({ name }) => done(this.#take(profiles.add(name))),
      renameProfile: ({ id, name }) => {
        profiles.rename(id, name);
        return done(this.#take(null));
      },
      removeProfile: ({ id }) => done(this.#take(profiles.remove(id))),
      resetProfile: ({ id }) => done(this.#take(profiles.reset(id))),
      exportProfile: ({ id }) => done(this.#export(id)),
      importProfile: () => done(this.#import()),
    };
  }

  #take(changes: Partial<Preferences> | null): void {
    if (changes) this.around.setPreferences(changes);
    else this.around.changed();
  }

  async #export(id: string): Promise<void> {
    const { window, profiles } = this.parts;
    if (!profiles.list().some((one) => one.id === id)) return;
    const language = this.around.language();
    const name = profiles.nameOf(id) ?? translate(language, `profile.${id}` as MessageKey);
    const filePath = await askPath(window, language, `${name}.json`, 'json');
    if (filePath === null) return;
    const failure = await writeContents(filePath, Buffer.from(profiles.exported(id, name)));
    if (failure) this.#tell(writeProblem(failure, filePath));
  }

  async #import(): Promise<void> {
    const opened = await openText(this.parts.window, this.around.language(), PROFILE);
    if (opened === null) return;
    if (!('text' in opened)) {
      this.#tell(opened);
      return;
    }
    const read = readExported(opened.text);
    if (read) this.#take(this.parts.profiles.add(read.name, read.values));
    else this.#tell({ kind: 'profile.unread', message: { key: 'problem.profileForm', args: { name: opened.name } } });
  }

  #tell(problem: Problem): void {
    sendEvent(this.parts.window.webContents, 'problem', problem);
  }
}
