// Completion of `synscope-cli` in bash, zsh and fish, made of what the command line declares about itself. Nothing is
// started to complete a word: commands, options and their words are written out; files and adapters the shell looks up.
import { optionsOf, readsFile, takesFile, takesInterface } from './declared.mjs';

const NAME = 'synscope-cli';

/** The three files, as texts. */
export function completions(command) {
  const commands = command.commands.filter((one) => one.name() !== 'help');
  return { bash: bash(command, commands), zsh: zsh(command, commands), fish: fish(command, commands) };
}

const flagsOf = (option) => [option.short, option.long].filter(Boolean);
/** one word in single quotes, for every one of these shells as long as no quote is in it */
const quoted = (words) => `'${words.replace(/\s+/g, ' ').replaceAll("'", '’')}'`;

function bash(root, commands) {
  const words = (command) => optionsOf(command).flatMap(flagsOf).join(' ');
  const values = new Map();
  for (const option of [root, ...commands].flatMap(optionsOf)) {
    const found = option.choices
      ? `COMPREPLY=($(compgen -W ${quoted(option.choices.join(' '))} -- "$word"))`
      : takesInterface(option)
        ? 'COMPREPLY=($(compgen -W "$(cd /sys/class/net 2>/dev/null && echo *)" -- "$word"))'
        : takesFile(option)
          ? 'COMPREPLY=($(compgen -f -- "$word"))'
          : option.takesValue
            ? 'COMPREPLY=()'
            : null;
    if (found) for (const flag of flagsOf(option)) values.set(flag, found);
  }
  const byAnswer = groupBy([...values.keys()], (flag) => values.get(flag));
  return `# bash completion of ${NAME}
_synscope_cli() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command='' i
  COMPREPLY=()
  compopt -o filenames 2>/dev/null
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${commands.map((one) => one.name()).join('|')}) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  case $before in
${[...byAnswer].map(([answer, flags]) => `    ${flags.join('|')}) ${answer}; return ;;`).join('\n')}
  esac
  case $command in
    '') COMPREPLY=($(compgen -W ${quoted(`${commands.map((one) => one.name()).join(' ')} help ${words(root)}`)} -- "$word")) ;;
${commands
  .map((one) => {
    const files = readsFile(one) ? ' || COMPREPLY=($(compgen -f -- "$word"))' : '';
    return `    ${one.name()}) [[ $word == -* ]] && COMPREPLY=($(compgen -W ${quoted(words(one))} -- "$word"))${files} ;;`;
  })
  .join('\n')}
  esac
}
complete -F _synscope_cli ${NAME}
`;
}

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

function zsh(root, commands) {
  // in _arguments, brackets hold the description and a colon ends a part
  const plain = (words) => words.replace(/\s+/g, ' ').replace(/[[\]:\\'"`$]/g, (c) => (c === "'" ? '’' : `\\${c}`));
  const spec = (option) => {
    const action = option.choices
      ? `:word:(${option.choices.join(' ')})`
      : takesInterface(option)
        ? ':interface:_net_interfaces'
        : takesFile(option)
          ? ':file:_files'
          : option.takesValue
            ? `:${plain(option.valueName)}: `
            : '';
    // an option may come more than once: fields, limits, interfaces
    return flagsOf(option).map((flag) => `    '*${flag}[${plain(option.description)}]${action}'`);
  };
  const specs = (command) => optionsOf(command).flatMap(spec).join(' \\\n');
  return `#compdef ${NAME}
# zsh completion of ${NAME}
local -a commands
local context state state_descr line
typeset -A opt_args
_arguments -C \\
${specs(root)} \\
    '1:command:->command' \\
    '*::argument:->argument'
case $state in
  command)
    commands=(
${commands.map((one) => `      '${one.name()}:${plain(one.description())}'`).join('\n')}
    )
    _describe command commands
    ;;
  argument)
    case $words[1] in
${commands
  .map(
    (one) =>
      `      ${one.name()})\n        _arguments \\\n${specs(one)}${readsFile(one) ? " \\\n    '*:file:_files'" : ''}\n        ;;`,
  )
  .join('\n')}
    esac
    ;;
esac
`;
}

function fish(root, commands) {
  const flags = (option) =>
    [
      // -2 and -l of one letter; long ones by their name
      option.short && `-s ${option.short.slice(1)}`,
      option.long && `-l ${option.long.slice(2)}`,
      option.choices
        ? `-x -a ${quoted(option.choices.join(' '))}`
        : takesInterface(option)
          ? "-x -a '(command ls /sys/class/net 2>/dev/null)'"
          : takesFile(option)
            ? '-r -F'
            : option.takesValue
              ? '-x'
              : null,
      `-d ${quoted(option.description)}`,
    ]
      .filter(Boolean)
      .join(' ');
  const lines = [
    `# fish completion of ${NAME}`,
    `complete -c ${NAME} -f`,
    ...optionsOf(root).map((option) => `complete -c ${NAME} -n __fish_use_subcommand ${flags(option)}`),
  ];
  for (const one of commands) {
    const inIt = quoted(`__fish_seen_subcommand_from ${one.name()}`);
    lines.push(
      `complete -c ${NAME} -n __fish_use_subcommand -a ${one.name()} -d ${quoted(one.description())}`,
      ...optionsOf(one).map((option) => `complete -c ${NAME} -n ${inIt} ${flags(option)}`),
    );
    if (readsFile(one)) lines.push(`complete -c ${NAME} -n ${inIt} -F`);
  }
  return `${lines.join('\n')}\n`;
}
