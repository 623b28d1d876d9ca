// How programs are told to write a TLS key log, by system: commands to copy. What has to be known beside stands in i18n/*/tls-keys.ts.
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import type { ShellState } from '../../../src-main/ipc/contracts/shell-contract';

type System = ShellState['platform'];
export const SYSTEMS = ['linux', 'darwin', 'win32'] as const satisfies readonly System[];

export interface KeyRecipe {
  /** name of the program, the same in every language */
  name: string;
  command: string;
  hint: MessageKey;
}

const LOG = '"$HOME/tls-keys.log"';
/** PowerShell expands $HOME in double quotes, too. */
const WINDOWS_LOG = '"$HOME\\tls-keys.log"';
/** A variable for the programs that are started from this shell. */
const withVariable = (system: System, command: string): string =>
  system === 'win32' ? `$env:SSLKEYLOGFILE=${WINDOWS_LOG}; ${command}` : `SSLKEYLOGFILE=${LOG} ${command}`;

const FIREFOX: Record<System, string> = {
  linux: 'firefox',
  darwin: '/Applications/Firefox.app/Contents/MacOS/firefox',
  win32: '& "$env:ProgramFiles\\Mozilla Firefox\\firefox.exe"',
};
const CHROME: Record<System, string> = {
  linux: 'google-chrome',
  darwin: '"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"',
  win32: '& "$env:ProgramFiles\\Google\\Chrome\\Application\\chrome.exe"',
};
const EDGE: Record<System, string> = {
  linux: 'microsoft-edge',
  darwin: '"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"',
  win32: '& "${env:ProgramFiles(x86)}\\Microsoft\\Edge\\Application\\msedge.exe"',
};
const CURL: Record<System, string> = {
  linux: 'curl https://example.org/',
  darwin: '"$(brew --prefix curl)/bin/curl" https://example.org/',
  win32: '.\\curl.exe https://example.org/',
};

/** Chrome and its relatives: the option, and a profile that nothing else has open. */
const chromium = (system: System, program: string): string =>
  system === 'win32'
    ? `${program} --user-data-dir="$env:TEMP\\tls-keys-profile" --ssl-key-log-file=${WINDOWS_LOG}`
    : `${program} --user-data-dir="$(mktemp -d)" --ssl-key-log-file=${LOG}`;

const GO = `keys, err := os.OpenFile("tls-keys.log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
// …
client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{KeyLogWriter: keys}}}`;

export function keyRecipes(system: System): KeyRecipe[] {
  const log = system === 'win32' ? WINDOWS_LOG : LOG;
  const python = system === 'win32' ? 'py' : 'python3';
  return [
    { name: 'Firefox', command: withVariable(system, FIREFOX[system]), hint: 'tlsKeys.guide.firefox' },
    { name: 'Chrome', command: chromium(system, CHROME[system]), hint: 'tlsKeys.guide.chromium' },
    { name: 'Edge', command: chromium(system, EDGE[system]), hint: 'tlsKeys.guide.chromium' },
    {
      name: 'curl',
      command: withVariable(system, CURL[system]),
      hint: system === 'linux' ? 'tlsKeys.guide.curl' : `tlsKeys.guide.curl.${system}`,
    },
    { name: 'Node.js', command: `node --tls-keylog=${log} app.js`, hint: 'tlsKeys.guide.node' },
    { name: 'Python', command: withVariable(system, `${python} app.py`), hint: 'tlsKeys.guide.python' },
    {
      name: 'Java',
      command: `java -javaagent:extract-tls-secrets.jar=${log} -jar app.jar`,
      hint: 'tlsKeys.guide.java',
    },
    { name: 'Go', command: GO, hint: 'tlsKeys.guide.go' },
  ];
}
