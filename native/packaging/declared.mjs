// The command line as it is declared (the library `commander`), read for manual and completions.

/** Options of a command that a person is to see, in the order of their declaration; `--help` behind them. */
export function optionsOf(command) {
  const help = { flags: '-h, --help', short: '-h', long: '--help', description: 'display help for command' };
  return [...command.options.filter((option) => !option.hidden), help].map(
    ({ short = null, long = null, flags, description, argChoices = null, required = false, optional = false }) => ({
      short,
      long,
      flags,
      description,
      /** the words that it takes, or null for any */
      choices: argChoices,
      takesValue: required || optional,
      /** what it takes, as its flags say: `file`, `name`, `filter` … */
      valueName: /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? null,
    }),
  );
}

/** Whether an option takes the path of a file. */
export const takesFile = (option) => option.valueName?.toLowerCase() === 'file';
/** Whether an option takes the name of an adapter. */
export const takesInterface = (option) => option.long === '--interface';

/** Words behind the name of a command: `FILE`, `[FILE]`. */
export const argumentsOf = (command) =>
  command.registeredArguments.map((one) => ({
    name: one.name().toUpperCase(),
    required: one.required,
    description: one.description,
  }));

/** Whether a command reads a capture. */
export const readsFile = (command) => argumentsOf(command).some((one) => one.name === 'FILE');
