// The manual page synscope-cli(1), made of what the command line declares about itself. Language of roff: man(7).
import { argumentsOf, optionsOf } from './declared.mjs';

const EXAMPLES = [
  ['Connections that were reset, as JSON:', `synscope-cli flows capture.pcapng --json --where "ending = 'rst'"`],
  ['Handshake and teardown of the connection with tcp.stream 4:', 'synscope-cli timeline capture.pcapng 4'],
  ['A capture from another program:', 'zcat capture.pcapng.gz | synscope-cli packets -'],
  [
    'Fields as a table:',
    'synscope-cli fields capture.pcapng -E header=y -e frame.number -e ip.src -e tcp.seq_raw -Y tcp.flags.syn==1',
  ],
  ['A minute of HTTPS into a file:', "synscope-cli capture -i eth0 -f 'tcp port 443' -a duration:60 -w out.pcapng"],
];

/** The page. `epoch`: seconds since 1970, for its date. */
export function commandLineManual(command, { version, epoch }) {
  const date = new Date(epoch * 1000).toISOString().slice(0, 10);
  const commands = [...command.commands].filter((one) => one.name() !== 'help');
  return `${[
    `.TH SYNSCOPE\\-CLI 1 "${date}" "Synscope ${text(version)}" "User Commands"`,
    '.SH NAME',
    `synscope\\-cli \\- ${text(command.description())}`,
    '.SH SYNOPSIS',
    '.B synscope\\-cli',
    '.I COMMAND',
    '[\\fIOPTION\\fR ...] [\\fIFILE\\fR]',
    '.SH DESCRIPTION',
    'The command line of Synscope. It reads the captures that the window reads, with the same result, and needs no display.',
    'Names of fields and the language of display filters are those of Wireshark.',
    '.PP',
    'A \\fIFILE\\fR of \\fB\\-\\fR is standard input.',
    '.SH OPTIONS',
    ...optionsOf(command).flatMap(entry),
    '.SH COMMANDS',
    ...commands.flatMap(section),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([what, line]) => ['.PP', text(what), '.PP', '.nf', '.RS 4', text(line), '.RE', '.fi']),
    '.SH EXIT STATUS',
    '.TP\n.B 0',
    'Everything was read and printed.',
    '.TP\n.B 1',
    'Bad input. What stands before the damage has been printed.',
    '.TP\n.B 2',
    'Bad usage.',
    '.SH ENVIRONMENT',
    '.TP\n.B LC_ALL, LC_MESSAGES, LANG',
    'The language of help and messages, unless \\fB\\-\\-lang\\fR says it: English, or Chinese where they begin with zh.',
    '.TP\n.B TZ',
    'The time zone of the times of day.',
    '.SH NOTES',
    'Capturing takes the helper that comes with the package. Members of the group \\fIsynscope\\fR may use it.',
    '.SH SEE ALSO',
    '.BR synscope (1),',
    '.BR pcap\\-filter (7)',
  ].join('\n')}\n`;
}

function section(command) {
  const words = argumentsOf(command);
  const synopsis = words.map(({ name, required }) => (required ? `\\fI${name}\\fR` : `[\\fI${name}\\fR]`));
  return [
    `.SS "synscope\\-cli ${text(command.name())} [\\fIOPTION\\fR ...]${synopsis.map((one) => ` ${one}`).join('')}"`,
    text(command.description()),
    ...words.flatMap(({ name, description }) => ['.TP', `.I ${name}`, text(description)]),
    ...optionsOf(command).flatMap(entry),
  ];
}

const entry = ({ flags, description, choices }) => [
  '.TP',
  `.B ${text(flags)}`,
  text(choices ? `${description} (${choices.join(', ')})` : description),
];

/** Plain text: no character of it means anything to roff. A text is one paragraph. */
function text(words) {
  const one = words.replace(/\s+/g, ' ').replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq');
  return /^[.']/.test(one) ? `\\&${one}` : one;
}
